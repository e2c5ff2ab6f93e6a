using System.Net;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Server.Http;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http;

/// <summary>Calls that are repeated under the key that the client has given them.</summary>
public sealed class IdempotencyKeyTests : IAsyncLifetime, IDisposable
{
    private const string Deduct = "user_email=bob%40example.com&reason=x&points_passed=1";

    private readonly LoyaltyServer _server = new();
    private ProgramClient _program = null!;

    public async Task InitializeAsync()
    {
        _program = await _server.CreateProgram(isSandbox: true);
        await _program.Activity("signed_up", ("points_per_activity", "100"));
        await _program.Award("bob@example.com", "signed_up");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _server.Dispose();

    public static TheoryData<string, string, string> Writes => new()
    {
        { "POST", "award", "user_email=bob%40example.com&activity_id=signed_up" },
        { "POST", "deduct", Deduct },
        { "POST", "users", "user_email=eve%40example.com&uid=u1&first_name=E&last_name=E" },
        { "PUT", "users/bob@example.com", "first_name=Bob" },
        {
            "POST", "levels",
            "level_id=l1&level_name=L&level_description=L&is_active=true&level_type=lifetime"
            + "&level_minimum_points=0&level_bonus_multiplier=1"
        },
        { "PUT", "activities/signed_up", "activity_name=Signed" },
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task The_same_call_is_answered_the_same_and_done_once(
        string method, string path, string form)
    {
        var first = await Send(new(method, path, form, "key-1"));
        first.Status.Should().Be(HttpStatusCode.OK, first.Text);
        first.IsReplayed.Should().BeFalse();
        var books = await Books();

        var again = await Send(new(method, path, form, "key-1"));

        again.IsReplayed.Should().BeTrue();
        (again.Status, again.Text, again.Type)
            .Should().Be((HttpStatusCode.OK, first.Text, first.Type));
        (await Books()).Should().Be(books);
    }

    [Fact]
    public async Task A_key_may_be_quoted_and_the_call_may_be_written_otherwise()
    {
        var first = await Send(new("POST", "deduct", Deduct, "key-1"));

        var again = await Send(new(
            "POST", "deduct",
            """{"points_passed":"1","REASON":"x","user_email":"bob@example.com"}""", "\"key-1\""));

        again.Text.Should().Be(first.Text);
        again.IsReplayed.Should().BeTrue();
    }

    [Theory]
    [InlineData("POST", "deduct", "user_email=bob%40example.com&reason=x&points_passed=2")]
    [InlineData("POST", "award", "user_email=bob%40example.com&activity_id=signed_up")]
    [InlineData("PUT", "users/bob@example.com", "first_name=Bob")]
    public async Task Another_call_of_the_same_key_is_refused(
        string method, string path, string form)
    {
        await Send(new("POST", "deduct", Deduct, "key-1"));
        var books = await Books();

        var other = await Send(new(method, path, form, "key-1"));

        other.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        other.Text.Should().Contain("Idempotency-Key was used for another request");
        (await Books()).Should().Be(books);
    }

    [Fact]
    public async Task While_a_call_is_going_on_the_same_is_refused()
    {
        Task<Sent>[] both;
        Sent first;
        using (_server.Occupy())
        {
            both = [.. Enumerable.Range(0, 2).Select(_ =>
                Send(new("POST", "deduct", Deduct, "key-1")))];
            first = await await Task.WhenAny(both);
        }

        first.Status.Should().Be(HttpStatusCode.Conflict, "the other waits for its turn");
        first.Text.Should().Contain("Idempotency-Key is in use");
        (await Task.WhenAll(both)).Should().ContainSingle(one => one.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_hundred_times_twenty_at_once_are_a_hundred_deducts()
    {
        for (var round = 1; round <= 100; round++)
        {
            var key = $"key-{round}";
            var sent = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
                Send(new("POST", "deduct", Deduct, key))));

            var done = sent.Where(one => one.Status == HttpStatusCode.OK).ToList();
            done.Should().ContainSingle(one => !one.IsReplayed, "round {0}", round);
            done.Select(one => one.Text).Distinct().Should().ContainSingle();
            sent.Except(done).Should().NotContain(one => one.Status != HttpStatusCode.Conflict);
            (await Verify(deducts: round)).Should().Be(100 - round, "round {0}", round);
        }
    }

    [Fact]
    public async Task A_hundred_times_two_calls_at_once_under_one_key_are_one_of_the_two()
    {
        const string More = "user_email=bob%40example.com&reason=y&points_passed=1";
        for (var round = 1; round <= 100; round++)
        {
            var key = $"key-{round}";
            var sent = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
                Send(new("POST", "deduct", i % 2 == 0 ? Deduct : More, key))));

            var done = sent.Where(one => one.Status == HttpStatusCode.OK).ToList();
            done.Should().ContainSingle(one => !one.IsReplayed, "round {0}", round);
            done.Select(one => one.Text).Distinct().Should().ContainSingle();
            sent.Except(done).Select(one => one.Status).Should().BeSubsetOf(
                [HttpStatusCode.Conflict, HttpStatusCode.UnprocessableEntity]);
            (await Verify(deducts: round)).Should().Be(100 - round, "round {0}", round);
        }
    }

    [Fact]
    public async Task What_was_refused_may_be_mended_under_the_same_key()
    {
        var tooMuch = await Send(new("POST", "deduct", Deduct.Replace("=1", "=1000"), "key-1"));
        var bad = await Send(new("POST", "deduct", "reason=x", "key-1"));

        var mended = await Send(new("POST", "deduct", Deduct, "key-1"));

        tooMuch.Status.Should().Be(HttpStatusCode.BadRequest);
        bad.Status.Should().Be(HttpStatusCode.BadRequest);
        mended.Status.Should().Be(HttpStatusCode.OK);
        mended.IsReplayed.Should().BeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("a\tb")]
    [InlineData(256)]
    public async Task A_key_that_is_none_is_named(object key)
    {
        var text = key is int length ? new string('k', length) : (string)key;

        var refused = await Send(new("POST", "deduct", Deduct, text));

        refused.Status.Should().Be(HttpStatusCode.BadRequest);
        refused.Text.Should().Contain("invalid parameters").And.Contain("idempotency_key");
        (await Send(new("POST", "deduct", Deduct, new string('k', 255)))).Status
            .Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_programs_key_is_another_key_and_a_read_has_none()
    {
        var other = await _server.CreateProgram();
        await other.Activity("signed_up", ("points_per_activity", "100"));
        await other.Award("bob@example.com", "signed_up");
        var first = await Send(new("POST", "deduct", Deduct, "key-1"));

        var second = await Send(new("POST", "deduct", Deduct, "key-1"), other);
        var read = await Send(new("GET", "users/bob@example.com", "", "key-1"));

        second.IsReplayed.Should().BeFalse();
        second.Text.Should().NotBe(first.Text);
        read.Status.Should().Be(HttpStatusCode.OK);
        read.IsReplayed.Should().BeFalse();
    }

    [Fact]
    public async Task After_its_days_a_key_is_forgotten()
    {
        var forget = _server.Services.GetRequiredService<ForgetReplays>();
        await Send(new("POST", "deduct", Deduct, "key-1"));

        await forget.Run(TimeSpan.FromMinutes(10), CancellationToken.None);
        (await Send(new("POST", "deduct", Deduct, "key-1"))).IsReplayed.Should().BeTrue();
        await forget.Run(TimeSpan.FromMilliseconds(-1), CancellationToken.None);
        (await Send(new("POST", "deduct", Deduct, "key-1"))).IsReplayed.Should().BeFalse();
    }

    [Fact]
    public async Task A_sandbox_is_turned_on_once()
    {
        await Send(new("POST", "/v2/sandbox/clock", "advance=P1D", "key-1"));
        var clock = (await Send(new("GET", "/v2/sandbox/clock", "", null))).Text;

        await Send(new("POST", "/v2/sandbox/clock", "advance=P1D", "key-1"));

        (await Send(new("GET", "/v2/sandbox/clock", "", null))).Text.Should().Be(clock);
    }

    [Fact]
    public async Task A_reset_forgets_the_keys_of_what_it_has_emptied()
    {
        await Send(new("POST", "award", "user_email=a%40b.co&activity_id=signed_up", "key-1"));

        var reset = await Send(new("POST", "/v2/sandbox/reset", "", "key-2"));
        var anew = await Send(new(
            "POST", "award", "user_email=a%40b.co&activity_id=signed_up", "key-1"));

        reset.Status.Should().Be(HttpStatusCode.OK);
        anew.IsReplayed.Should().BeFalse();
    }

    /// <summary>What is left after so many deducts, in books without a breach.</summary>
    private async Task<long> Verify(int deducts)
    {
        _server.Services.GetRequiredService<VerifyLedger>()
            .Run(_program.PartnerId, Onlooker.Nobody)
            .Should().Be(new Verified(1, 1, 1, Transactions: deducts + 1, Breaches: 0));
        return await _program.Available("bob@example.com");
    }

    private async Task<string> Books()
    {
        var lists = new List<string>();
        foreach (var path in (string[])[
            $"transactions?{Calls.AllDays}", $"users?{Calls.AllDays}", "levels", "activities"])
        {
            lists.Add((await Send(new("GET", path, "", null))).Text);
        }

        return string.Join('\n', lists);
    }

    private Task<Sent> Send(Call call) => Send(call, _program);

    private async Task<Sent> Send(Call call, ProgramClient program)
    {
        using var request = new HttpRequestMessage(
            new(call.Method),
            call.Path.StartsWith('/') ? call.Path : $"/v2/loyalty/{call.Path}");
        request.Content = call.Method == "GET" ? null : ProgramClient.Raw(call.Body);
        request.Headers.Add("partner-id", program.PartnerId);
        request.Headers.Add("api-key", program.ApiKey);
        if (call.Key is not null)
        {
            request.Headers.TryAddWithoutValidation(IdempotencyKey.Header, call.Key);
        }

        using var answer = await _server.Client.SendAsync(request);
        return new(
            answer.StatusCode,
            await answer.Content.ReadAsStringAsync(),
            $"{answer.Content.Headers.ContentType}",
            answer.Headers.Contains(IdempotencyKey.ReplayedHeader));
    }

    /// <summary>A call, and the key that it is given.</summary>
    private sealed record Call(string Method, string Path, string Body, string? Key);

    /// <summary>What came back.</summary>
    private sealed record Sent(
        HttpStatusCode Status, string Text, string Type, bool IsReplayed);
}
