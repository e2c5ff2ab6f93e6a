using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>
/// Programs whose members wait: each was awarded 10 points at noon of 31 January, that are approved
/// at noon of 28 February. Their clocks stand until a test turns them.
/// </summary>
internal static class Waiting
{
    public static readonly DateTimeOffset AwardedAt = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset ApprovedAt = new(2026, 2, 28, 12, 0, 0, TimeSpan.Zero);

    public static string Member(int number) => $"{number}@shop.example";

    public static async Task<ProgramClient> CreateWaiting(this LoyaltyServer server, int members)
    {
        var program = await server.CreateProgram(isSandbox: true, clockAt: AwardedAt);
        await program.Activity(
            "monthly", ("approval_method", "monthly"), ("points_per_activity", "10"));
        for (var number = 0; number < members; number++)
        {
            (await program.Award(Member(number), "monthly")).Success.Should().BeTrue();
        }

        return program;
    }

    /// <summary>A program whose members became due an hour ago.</summary>
    public static async Task<ProgramClient> CreateDue(this LoyaltyServer server, int members)
    {
        var program = await server.CreateWaiting(members);
        await server.Turn(program, ApprovedAt.AddHours(1));
        return program;
    }

    /// <summary>Turns a program's clock, and settles nothing.</summary>
    public static Task Turn(this LoyaltyServer server, ProgramClient program, DateTimeOffset at) =>
        server.Services.GetRequiredService<Database>().Write<bool>(session =>
        {
            session.Partners.TurnClock(program.NumberIn(session), at);
            return true;
        });

    /// <summary>The members of a program who are due, as it is written down.</summary>
    public static int CountDue(this LoyaltyServer server, ProgramClient program) =>
        server.Services.GetRequiredService<Database>().Read(session =>
        {
            var partner = session.Partners.Find(program.PartnerId)!;
            return session.Users.ListDue(partner.Number, partner.ClockAt!.Value, 1000).Count;
        });
}
