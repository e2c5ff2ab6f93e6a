using System.Collections.Concurrent;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>
/// Finds the program that a partner-id and an api-key open together. What it has found it keeps in
/// memory for a second: a change by this process is heard at once, and what another has changed
/// within that; a new key opens at once.
/// </summary>
public sealed class RecognizePartner(Database database, TimeProvider time)
{
    /// <summary>Programs kept at most; past it, all are read anew.</summary>
    private const int Most = 10_000;

    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Known> _known = new();

    public Outcome<Partner> Run(string? partnerId, string? apiKey)
    {
        if (string.IsNullOrWhiteSpace(partnerId) || string.IsNullOrWhiteSpace(apiKey))
        {
            return Refusal.AuthenticationMissing;
        }

        var given = ApiKey.Hash(apiKey);

        // Taken before the program is read, so that a change meanwhile is not missed.
        var (version, at) = (database.CatalogueVersion, time.GetTimestamp());
        if (_known.TryGetValue(partnerId, out var kept)
            && kept.Version == version && time.GetElapsedTime(kept.ReadAt, at) < _longest
            && ApiKey.Opens(given, kept.KeyHash))
        {
            return kept.Partner;
        }

        // A key that does not fit what is kept may be a new one.
        var known = Read(partnerId, version, at);
        return ApiKey.Opens(given, known?.KeyHash) && known is not null
            ? known.Partner
            : Refusal.AuthenticationFailure;
    }

    private Known? Read(string partnerId, long version, long at)
    {
        var (hash, partner) = database.Read(session =>
            (session.Partners.FindKeyHash(partnerId), session.Partners.Find(partnerId)));
        if (hash is null || partner is null)
        {
            _known.TryRemove(partnerId, out _);
            return null;
        }

        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        return _known[partnerId] = new(partner, hash, version, at);
    }

    /// <summary>What was read of a program, and when.</summary>
    private sealed record Known(Partner Partner, string KeyHash, long Version, long ReadAt);
}
