using System.Collections.Concurrent;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>
/// Finds the program that a partner-id and an api-key open together. What it has found it keeps in
/// memory for a second: a change by this process is heard at once, one by another within that.
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

        var known = Find(partnerId);
        return ApiKey.Matches(apiKey, known?.KeyHash) && known is not null
            ? known.Partner
            : Refusal.AuthenticationFailure;
    }

    private Known? Find(string partnerId)
    {
        // Taken before the program is read, so that a change meanwhile is not missed.
        var (version, at) = (database.CatalogueVersion, time.GetTimestamp());
        return _known.TryGetValue(partnerId, out var known)
            && known.Version == version && time.GetElapsedTime(known.ReadAt, at) < _longest
            ? known
            : Read(partnerId, version, at);
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
