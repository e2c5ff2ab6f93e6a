using System.Text.Json;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>What tests ask of a program again and again, and how they read what it says.</summary>
public static class Calls
{
    /// <summary>A stretch of days that every transaction of a test falls in.</summary>
    public const string AllDays = "from_date=01/01/2020&to_date=12/31/2099";

    /// <summary>A post of a form that is written out: <c>a=1&amp;b=2</c>.</summary>
    public static Task<Answer> Ask(this ProgramClient program, string path, string form) =>
        program.Send(HttpMethod.Post, path, ProgramClient.Raw(form));

    public static Task<Answer> Redeem(this ProgramClient program, string email, string option) =>
        program.Post("redeem", ("user_email", email), ("redemption_id", option));

    public static Task<Answer> Deduct(this ProgramClient program, string email, long points) =>
        program.Post(
            "deduct",
            ("user_email", email), ("reason", "goodwill"), ("points_passed", $"{points}"));

    /// <param name="program">The program.</param>
    /// <param name="order">The order that comes back.</param>
    /// <param name="amount">How much of its value; null for all of it.</param>
    public static Task<Answer> Return(
        this ProgramClient program, string order, string? amount = null) =>
        program.Post(
            "transaction/return", ("order_id", order), ("returned_amount", amount ?? ""));

    /// <summary>Asks a sandbox to turn its clock.</summary>
    public static Task<Answer> Clock(this ProgramClient program, string how, string value) =>
        program.Post("/v2/sandbox/clock", (how, value));

    /// <summary>Moves a transaction by hand.</summary>
    public static Task<Answer> Move(this ProgramClient program, string? id, string status) =>
        program.Put($"transactions/{id}", ("points_status", status));

    /// <summary>Creates a member, whose uid is its e-mail's first part.</summary>
    public static Task<Answer> User(this ProgramClient program, string email) =>
        program.Made("users", [
            ("first_name", "Ann"), ("last_name", "Lee"), ("email", email), ("uid", Uid(email)),
        ]);

    public static Task<Answer> Block(this ProgramClient program, string email) =>
        program.Put($"users/{email}", ("user_status", "blocked"));

    public static async Task<long> Available(this ProgramClient program, string email) =>
        (await program.Get($"users/{email}")).Number("available_points");

    /// <summary>A member's transactions, newest first.</summary>
    public static async Task<IReadOnlyList<JsonElement>> Lines(
        this ProgramClient program, string email, string filter = "")
    {
        var page = await program.Get($"users/{email}/transactions?{AllDays}&count=1000&{filter}");
        return [.. page.Data.GetProperty("transactions").EnumerateArray()];
    }

    /// <summary>One of a member's transactions as lists show it.</summary>
    public static async Task<JsonElement> Line(
        this ProgramClient program, string email, string? id) =>
        (await program.Lines(email)).Single(line => line.Text("id") == id);

    public static string? Text(this JsonElement shown, string key) =>
        shown.GetProperty(key).GetString();

    public static long Number(this JsonElement shown, string key) =>
        shown.GetProperty(key).GetInt64();

    public static string? Id(this Answer answer) => answer.Text("id");

    private static string Uid(string email) => email.Split('@')[0];
}
