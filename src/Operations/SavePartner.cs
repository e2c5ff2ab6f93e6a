using System.Security.Cryptography;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>A program whose api-key is in the clear, for the only time.</summary>
public sealed record KeyedPartner(Partner Partner, string ApiKey);

/// <summary>
/// Creates programs, and changes their keys and settings; none of one that is still arriving.
/// </summary>
public sealed class SavePartner(Database database, Clock clock)
{
    /// <summary>So many members at most are in memory at a time.</summary>
    private const int ChunkSize = 250;

    /// <summary>A new program's id: 32 lower-case hex characters.</summary>
    public static string NewId() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    public Task<Outcome<KeyedPartner>> Create(Partner partner, string apiKey) =>
        database.Write<KeyedPartner>(session =>
            new KeyedPartner(session.Partners.Add(partner, ApiKey.Hash(apiKey)), apiKey));

    /// <summary>Gives a program a new key; the old one opens nothing from then on.</summary>
    public Task<Outcome<KeyedPartner>> RotateKey(string partnerId) =>
        database.Write<KeyedPartner>(session =>
        {
            if (session.Partners.Find(partnerId) is not { IsArriving: false } partner)
            {
                return Refusal.AuthenticationFailure;
            }

            var apiKey = ApiKey.Create();
            session.Partners.ChangeKey(partner.Number, ApiKey.Hash(apiKey));
            return new KeyedPartner(partner, apiKey);
        });

    /// <summary>
    /// Changes a program's settings. Where its calendar or its periods run otherwise than before,
    /// what is due by then happens by the old ones, and its members' points are counted and their
    /// days looked up anew, all in this one transaction; what lots have been told of their expiry
    /// stays.
    /// </summary>
    public Task<Outcome<Partner>> Change(string partnerId, Func<Partner, Partner> change) =>
        database.Write<Partner>(session =>
        {
            if (session.Partners.Find(partnerId) is not { IsArriving: false } partner)
            {
                return Refusal.AuthenticationFailure;
            }

            var changed = change(partner);
            session.Partners.Change(changed);
            if (changed.Terms.TimeZone != partner.Terms.TimeZone
                || changed.Terms.PeriodStartMonth != partner.Terms.PeriodStartMonth)
            {
                Settle.All((session, partner), clock.NowOf(session, partner));
                Recount(session, partner, changed);
            }

            return changed;
        });

    private void Recount(Session session, Partner before, Partner after)
    {
        var now = clock.NowOf(session, after);
        var (ledger, program) = (session.Ledger, after.Number);
        for (var chunk = ledger.ListMembers(program, "", ChunkSize);
            chunk.Count > 0;
            chunk = ledger.ListMembers(program, chunk[^1], ChunkSize))
        {
            foreach (var (user, _, lines, _, _) in ledger.ListBooks(program, chunk[0], chunk[^1]))
            {
                var lots = lines.Select(booked => booked.Lot).OfType<Lot>();
                var standing = user.Standing.In(before.PeriodOf(now))
                    .Recount(lots, after, after.PeriodOf(now));
                var recounted = user.ActiveAt(user.LastActivityAt, after.Calendar) with
                {
                    Standing = standing,
                    UpdatedAt = now,
                };
                session.Users.Change(program, user, recounted);
            }
        }
    }
}
