using System.Text;

namespace ShopSocially.Loyalty.Server.Tests.Logs;

/// <summary>An output that can be held up, or fail, and shows what has reached it.</summary>
public sealed class GatedStream : MemoryStream
{
    private readonly ManualResetEventSlim _gate = new(initialState: true);
    private readonly TaskCompletionSource _hasText = new();
    private readonly TaskCompletionSource _isHeldUp = new();
    private readonly TaskCompletionSource _hasFailed = new();
    private bool _fails;

    public string Text => Encoding.UTF8.GetString(ToArray());

    /// <summary>Ends when something has been written.</summary>
    public Task HasText => _hasText.Task;

    /// <summary>Ends when somebody stands before the shut gate.</summary>
    public Task IsHeldUp => _isHeldUp.Task;

    /// <summary>Ends when a write has failed.</summary>
    public Task HasFailed => _hasFailed.Task;

    public void Shut() => _gate.Reset();

    public void Open() => _gate.Set();

    public void FailOnce() => _fails = true;

    public override void Write(byte[] buffer, int offset, int count) =>
        Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!_gate.IsSet)
        {
            _isHeldUp.TrySetResult();
            _gate.Wait();
        }

        if (_fails)
        {
            _fails = false;
            _hasFailed.SetResult();
            throw new IOException("The disk is full.");
        }

        base.Write(buffer.ToArray(), 0, buffer.Length);
        _hasText.TrySetResult();
    }
}
