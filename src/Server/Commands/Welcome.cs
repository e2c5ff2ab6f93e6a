using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Commands;

/// <summary>
/// What a start makes ready and says: on the first one, a demo program and three calls to paste.
/// </summary>
public sealed record Welcome(KeyedPartner? Demo)
{
    private const string Member = "-d user_email=bob@example.com";
    private const string Purchase = $"-d activity_id={CreateDemo.PurchaseActivity}";

    /// <summary>Creates the program that the settings name, where it is missing.</summary>
    public static async Task Bootstrap(IServiceProvider services)
    {
        var database = services.GetRequiredService<Database>();
        if (services.GetRequiredService<Settings>().Bootstrap is { } bootstrap
            && database.Read(session => session.Partners.Find(bootstrap.PartnerId)) is null)
        {
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            await services.GetRequiredService<SavePartner>().Create(
                new Partner(bootstrap.PartnerId, "Bootstrap", bootstrap.IsSandbox, null, now),
                bootstrap.ApiKey);
        }
    }

    /// <summary>
    /// Creates the demo program where there is none at all. Only a server that listens may ask for
    /// it, for the key is shown this once.
    /// </summary>
    public static async Task<Welcome> Prepare(IServiceProvider services) =>
        new(services.GetRequiredService<Settings>().Bootstrap is null
            ? await services.GetRequiredService<CreateDemo>().Run(
                services.GetRequiredService<TimeProvider>().GetUtcNow())
            : null);

    public string Text(string address) => Demo is null
        ? $"Listening on {address}"
        : $"""
          Listening on {address}

          A demo program is ready. Its api-key is shown this once:

            partner-id: {Demo.Partner.Id}
            api-key: {Demo.ApiKey}

          Paste these to award points, read the member, and redeem a coupon:

          {Curl} {address}/v2/loyalty/award {Member} {Purchase} -d points_passed=59.90
          {Curl} {address}/v2/loyalty/users/bob@example.com
          {Curl} {address}/v2/loyalty/redeem {Member} -d redemption_id={CreateDemo.GiftCard}

          The API reference: {address}/scalar
          """;

    private string Curl =>
        $"curl -H 'partner-id: {Demo?.Partner.Id}' -H 'api-key: {Demo?.ApiKey}'";
}
