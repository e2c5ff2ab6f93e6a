namespace ShopSocially.Loyalty.Operations.Exports;

/// <summary>
/// The lines of a stream, one at a time, as bytes; a line longer than the limit is read to its end
/// and not kept.
/// </summary>
/// <param name="from">The stream.</param>
/// <param name="most">How many bytes a line may have.</param>
public sealed class LineReader(Stream from, int most)
{
    private const int LeastBuffer = 64 * 1024;
    private const byte LineFeed = (byte)'\n';

    private byte[] _buffer = new byte[LeastBuffer];
    private int _start;
    private int _end;

    /// <summary>Which line was read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether that line was too long, and so is not there.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>The text of that line, without its line feed; good until the next.</summary>
    public ReadOnlyMemory<byte> Text { get; private set; }

    /// <summary>Reads the next line; false when there is none.</summary>
    public bool Next()
    {
        (IsTooLong, Text) = (false, default);
        var seen = 0;
        while (true)
        {
            var length = _buffer.AsSpan(_start + seen, _end - _start - seen).IndexOf(LineFeed);
            if (length >= 0)
            {
                return Take(seen + length, 1);
            }

            seen = _end - _start;
            if (seen > most)
            {
                (IsTooLong, _start, _end, seen) = (true, 0, 0, 0);
            }

            if (!Fill())
            {
                return (seen > 0 || IsTooLong) && Take(seen, 0);
            }
        }
    }

    private bool Take(int length, int feed)
    {
        Number++;
        IsTooLong |= length > most;
        Text = IsTooLong ? default : _buffer.AsMemory(_start, length);
        _start += length + feed;
        return true;
    }

    /// <summary>Reads on behind what is there; false at the end of the stream.</summary>
    private bool Fill()
    {
        if (_end == _buffer.Length)
        {
            var kept = _buffer.AsSpan(_start, _end - _start);
            var next = kept.Length > _buffer.Length / 2
                ? new byte[(int)Math.Min(2L * _buffer.Length, (long)most + LeastBuffer)]
                : _buffer;
            kept.CopyTo(next);
            (_buffer, _start, _end) = (next, 0, kept.Length);
        }

        var read = from.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
