using System.Text;

namespace ShopSocially.Loyalty.Server.Logs;

/// <summary>
/// Writes lines in the order in which they come, from a thread of its own: those of some
/// milliseconds in one go. None is lost: who writes faster than can be written waits. Only an
/// output that takes nothing loses them at the end, which it must not keep from coming.
/// </summary>
public sealed class LineWriter : IDisposable
{
    /// <summary>How long a line may wait for company.</summary>
    private static readonly TimeSpan _rest = TimeSpan.FromMilliseconds(20);

    /// <summary>How long an end waits for an output that takes nothing, as a paused one.</summary>
    private static readonly TimeSpan _longestEnd = TimeSpan.FromSeconds(1);

    /// <summary>So many characters may wait to be written.</summary>
    private const int MostWaiting = 1 << 20;

    private readonly object _gate = new();
    private readonly StreamWriter _output;
    private readonly Thread _thread;
    private StringBuilder _waiting = new();
    private StringBuilder _writing = new();
    private bool _isLetGo;
    private bool _isEnding;
    private bool _hasEnded;

    public LineWriter(Stream output)
    {
        // A text that is no valid Unicode is written as far as it is.
        _output = new(output, new UTF8Encoding(false, throwOnInvalidBytes: false), 1 << 16);
        _thread = new(WriteAll) { IsBackground = true, Name = "Log" };
        _thread.Start();
    }

    /// <summary>Takes what is to be written; it is, however soon the writer is disposed.</summary>
    /// <param name="text">One or more whole lines.</param>
    /// <param name="isUrgent">Whether it should not wait for company.</param>
    public void Write(StringBuilder text, bool isUrgent = false)
    {
        lock (_gate)
        {
            if (_hasEnded)
            {
                WriteOut(text);
                return;
            }

            while (_waiting.Length > MostWaiting && !_isLetGo)
            {
                Monitor.Wait(_gate);
            }

            if (_waiting.Length == 0 || isUrgent || _waiting.Length > MostWaiting / 2)
            {
                Monitor.PulseAll(_gate);
            }

            _waiting.Append(text);
        }
    }

    /// <summary>From now on nobody waits: there will not be much more before the end.</summary>
    public void LetGo()
    {
        lock (_gate)
        {
            _isLetGo = true;
            Monitor.PulseAll(_gate);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            (_isLetGo, _isEnding) = (true, true);
            Monitor.PulseAll(_gate);
        }

        _thread.Join(_longestEnd);
    }

    private void WriteAll()
    {
        while (TakeWaiting())
        {
            WriteOut(_writing);
            _writing.Clear();
        }
    }

    private void WriteOut(StringBuilder text)
    {
        try
        {
            _output.Write(text);
            _output.Flush();
        }
        catch (IOException)
        {
            // A log that cannot be written is no reason to stop answering.
        }
    }

    /// <summary>False when nothing is waiting and nothing more will come.</summary>
    private bool TakeWaiting()
    {
        lock (_gate)
        {
            while (_waiting.Length == 0 && !_isEnding)
            {
                Monitor.Wait(_gate);
            }

            if (!_isEnding)
            {
                Monitor.Wait(_gate, _rest);
            }

            (_waiting, _writing) = (_writing, _waiting);
            _hasEnded = _writing.Length == 0;
            Monitor.PulseAll(_gate);
            return !_hasEnded;
        }
    }
}
