using System.Globalization;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Tests.Ledger;

/// <summary>What stories about time begin with, and how time passes in them.</summary>
public static class Stories
{
    public const string Ann = "ann@example.com";
    public const string Bob = "bob@example.com";

    /// <summary>A new, empty sandbox whose clock stands at an instant.</summary>
    public static Task<ProgramClient> Sandbox(
        this LoyaltyServer server, string now, Terms? terms = null) =>
        server.CreateProgram(terms, isSandbox: true, clockAt: Instant(now));

    /// <summary>The standard terms in another time zone.</summary>
    public static Terms In(string zone) => Terms.Standard with { TimeZone = zone };

    /// <summary>Time passes until an instant: the clock is turned, and says that it was.</summary>
    public static async Task At(this ProgramClient program, string now)
    {
        var answer = await program.Clock("now", now);
        answer.Success.Should().BeTrue($"it should have become {now}, got {answer.Json}");
    }

    /// <summary>Time passes until one millisecond before an instant.</summary>
    public static Task JustBefore(this ProgramClient program, string instant) =>
        program.At(Instant(instant).AddMilliseconds(-1).ToString(
            "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    /// <summary>
    /// Time passes and nobody looks: no clock is asked to turn, and no sweep runs. Whatever is said
    /// next is the first to meet what has become due.
    /// </summary>
    public static async Task PassUnseen(
        this LoyaltyServer server, ProgramClient program, string now)
    {
        var database = server.Services.GetRequiredService<Database>();
        await database.Write<bool>(session =>
        {
            session.Partners.TurnClock(program.NumberIn(session), Instant(now));
            return true;
        });
    }

    /// <summary>A part of the setup that must be answered with a transaction.</summary>
    public static async Task<string> Id(this Task<Answer> asked)
    {
        var answer = await asked;
        answer.Success.Should().BeTrue($"it should have been done, got {answer.Json}");
        return answer.Id()!;
    }

    public static async Task<string?> Status(this ProgramClient program, string id) =>
        (await program.Get($"transactions/{id}")).Text("points_status");

    /// <summary>A member's points as 'available, pending'.</summary>
    public static async Task<(long Available, long Pending)> Points(
        this ProgramClient program, string email)
    {
        var user = await program.Get($"users/{email}");
        return (user.Number("available_points"), user.Number("pending_points"));
    }

    /// <summary>A member's schedule, each day with its points.</summary>
    public static async Task<IReadOnlyList<string>> Schedule(
        this ProgramClient program, string email)
    {
        var days = (await program.Get($"users/{email}")).Data.GetProperty("expiration_schedule");
        return [.. days.EnumerateArray().Select(
            day => $"{day.Text("expiration_date")}: {day.Number("points")}")];
    }

    /// <summary>An activity of 100 points.</summary>
    public static Task<Answer> Hundred(
        this ProgramClient program, string id, params (string, string)[] more) =>
        program.Activity(id, [("points_per_activity", "100"), .. more]);

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
