using System.Buffers;
using System.Security.Cryptography;

namespace ShopSocially.Loyalty.Operations.Exports;

/// <summary>
/// Counts the lines of a program and takes their digest, whoever writes or reads them: so an
/// export, an import and a verification cannot disagree about what they mean by it.
/// </summary>
internal sealed class Seal : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _text = new();
    private ProgramEnd _counted = new("", 0, 0, 0, 0, 0, 0, 0, 0, 0, "");

    /// <summary>Takes the next line; its text, good until the one after it.</summary>
    public ReadOnlyMemory<byte> Take(ExportLine line)
    {
        _text.ResetWrittenCount();
        LineText.Write(_text, line);
        _hash.AppendData(_text.WrittenSpan);
        _counted = line switch
        {
            { Transaction: not null } => _counted with { Transactions = _counted.Transactions + 1 },
            { Member: not null } => _counted with { Members = _counted.Members + 1 },
            { Allocation: not null } => _counted with { Allocations = _counted.Allocations + 1 },
            { Coupon: not null } => _counted with { Coupons = _counted.Coupons + 1 },
            { Return: not null } => _counted with { Returns = _counted.Returns + 1 },
            { Replay: not null } => _counted with { Replays = _counted.Replays + 1 },
            { Level: not null } => _counted with { Levels = _counted.Levels + 1 },
            { Activity: not null } => _counted with { Activities = _counted.Activities + 1 },
            { Redemption: not null } => _counted with { Redemptions = _counted.Redemptions + 1 },
            { Program: { } program } => _counted with { PartnerId = program.PartnerId },
            _ => throw new ArgumentException("It is no row of a program.", nameof(line)),
        };
        return _text.WrittenMemory;
    }

    /// <summary>The end of the program whose lines were taken.</summary>
    public ProgramEnd Close() =>
        _counted with { Digest = Convert.ToHexStringLower(_hash.GetCurrentHash()) };

    public void Dispose() => _hash.Dispose();
}
