using System.Net;
using System.Text.Json;
using FluentAssertions;

namespace ShopSocially.Loyalty.Server.Tests.ReferenceExamples;

/// <summary>
/// A program in which the reference's examples make sense: it is 20 March 2015, Rohit is a member
/// with points, and what the examples name is there.
/// </summary>
public sealed class ReferenceProgram
{
    public const string Rohit = "Rohit@shopsocially.com";
    public const string OrderId = "1452749387649368175";

    private readonly RawHttp _http;

    private ReferenceProgram(RawHttp http, ProgramClient client) =>
        (_http, Client) = (http, client);

    public ProgramClient Client { get; }

    /// <summary>The order's award, which waits for a merchant to approve it.</summary>
    public string PendingAwardId { get; private set; } = "";

    public static async Task<ReferenceProgram> Create(LoyaltyServer server)
    {
        var now = new DateTimeOffset(2015, 3, 20, 19, 20, 22, TimeSpan.Zero);
        var client = await server.CreateProgram(isSandbox: true, clockAt: now);
        var program = new ReferenceProgram(new(server), client);
        await program.Fill();
        return program;
    }

    /// <summary>Runs a curl line of the reference and answers its <c>data</c>.</summary>
    public async Task<JsonElement> Run(string curl)
    {
        var line = curl
            .Replace("<your-partner-id>", Client.PartnerId)
            .Replace("<your-api-key>", Client.ApiKey);
        var answer = await new CurlLine(line).Run(_http);
        answer.Status.Should().Be(HttpStatusCode.OK, $"the reference's example got {answer.Json}");
        answer.Json.EnumerateObject().Select(property => property.Name)
            .Should().Equal("data", "success");
        answer.Success.Should().BeTrue();
        return answer.Data;
    }

    private async Task Fill()
    {
        await Client.Purchase("made_a_purchase", ("points_expiration_period", "2"));
        await Client.Purchase("made_an_order", ("approval_method", "manual"));
        await Client.Redemption("$50_Gift_Card", 1000, "GET50OFF", "50off2");
        await Client.Level("platinum", "period", 1_000_000);
        await Client.Level("platinum_level", "lifetime", 2_000_000);
        await Client.Made("users", [
            ("email", Rohit), ("uid", "akj89q0"), ("first_name", "Rohit"), ("last_name", "B"),
            ("gender", "male"),
        ]);
        await Client.Award(Rohit, "made_a_purchase", ("points_passed", "3000"));
        var pending = await Client.Award(
            Rohit, "made_an_order", ("points_passed", "22"), ("order_id", OrderId));
        PendingAwardId = pending.Text("id")!;
    }
}
