using System.Security.Cryptography;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>A program whose api-key is in the clear, for the only time.</summary>
public sealed record KeyedPartner(Partner Partner, string ApiKey);

/// <summary>Creates programs, and changes their keys and settings.</summary>
public sealed class SavePartner(Database database)
{
    /// <summary>A new program's id: 32 lower-case hex characters.</summary>
    public static string NewId() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    public Task<Outcome<KeyedPartner>> Create(Partner partner, string apiKey) =>
        database.Write<KeyedPartner>(session =>
        {
            session.Partners.Add(partner, ApiKey.Hash(apiKey));
            return new KeyedPartner(partner, apiKey);
        });

    /// <summary>Gives a program a new key; the old one opens nothing from then on.</summary>
    public Task<Outcome<KeyedPartner>> RotateKey(string partnerId) =>
        database.Write<KeyedPartner>(session =>
        {
            if (session.Partners.Find(partnerId) is not { } partner)
            {
                return Refusal.AuthenticationFailure;
            }

            var apiKey = ApiKey.Create();
            session.Partners.ChangeKey(partnerId, ApiKey.Hash(apiKey));
            return new KeyedPartner(partner, apiKey);
        });

    public Task<Outcome<Partner>> Change(string partnerId, Func<Partner, Partner> change) =>
        database.Write<Partner>(session =>
        {
            if (session.Partners.Find(partnerId) is not { } partner)
            {
                return Refusal.AuthenticationFailure;
            }

            var changed = change(partner);
            session.Partners.Change(changed);
            return changed;
        });
}
