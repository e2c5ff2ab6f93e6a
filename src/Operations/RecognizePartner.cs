using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>Finds the program that a partner-id and an api-key open together.</summary>
public sealed class RecognizePartner(Database database)
{
    public Outcome<Partner> Run(string? partnerId, string? apiKey)
    {
        if (string.IsNullOrWhiteSpace(partnerId) || string.IsNullOrWhiteSpace(apiKey))
        {
            return Refusal.AuthenticationMissing;
        }

        var (hash, partner) = database.Read(session =>
            (session.Partners.FindKeyHash(partnerId), session.Partners.Find(partnerId)));
        return ApiKey.Matches(apiKey, hash) && partner is not null
            ? partner
            : Refusal.AuthenticationFailure;
    }
}
