using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>
/// Calls at once of which only so many can be granted: a hundred rounds of each race, every one
/// about something new. What each was told and the books after each round are exact.
/// </summary>
public sealed class RacesTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    private const int Rounds = 100;
    private const int Many = 12;

    [Fact]
    public async Task The_last_code_goes_to_one()
    {
        var program = await server.CreateProgram();
        await program.Activity("gift", ("points_per_activity", "100000"));
        for (var i = 0; i < Many; i++)
        {
            await program.Award(Member(i), "gift");
        }

        var wins = new int[Many];
        await Race(program, async round =>
        {
            var option = $"option-{round}";
            await program.Redemption(option, 100, $"LAST-{round}");

            var answers = await AtOnce.Ask(Many, i => program.Redeem(Member(i), option));

            var winner = OneWins(answers, _ => No.CouponsExhausted);
            wins[winner]++;
            answers[winner].Text("coupon_code").Should().Be($"LAST-{round}");
            (await program.Available(Member(winner))).Should().Be(100_000 - (100 * wins[winner]));
            var left = (await program.Get($"redemptions/{option}")).Data;
            left.Text("giftcard_coupon_codes").Should().BeEmpty();
            left.GetProperty("is_active").GetBoolean().Should().BeFalse();
            return (Members: Many, Transactions: Many + round + 1);
        });
    }

    [Fact]
    public async Task Points_for_one_spend_are_spent_once()
    {
        var program = await server.CreateProgram();
        await program.Activity("gift", ("points_per_activity", "199"));
        await program.Redemption(
            "hundred", 100, [.. Enumerable.Range(0, Rounds + 1).Select(i => $"CODE-{i}")]);
        var codes = new HashSet<string?>();
        await Race(program, async round =>
        {
            await program.Award(Member(round), "gift");

            var answers = await AtOnce.Ask(Many, i => Redeems(i)
                ? program.Redeem(Member(round), "hundred")
                : program.Deduct(Member(round), 100));

            var winner = OneWins(
                answers, i => Redeems(i) ? No.TooFewToRedeem : No.TooFewToDeduct);
            if (Redeems(winner))
            {
                codes.Add(answers[winner].Text("coupon_code")).Should().BeTrue("it was nobody's");
            }

            (await program.Available(Member(round))).Should().Be(99);
            (await program.Get("redemptions/hundred")).Text("giftcard_coupon_codes")!
                .Split(',').Should().HaveCount(Rounds + 1 - codes.Count)
                .And.NotIntersectWith(codes);
            return (Members: round + 1, Transactions: 2 * (round + 1));
        });

        static bool Redeems(int i) => i % 3 != 0;
    }

    [Fact]
    public async Task One_order_is_one_award_and_its_replays()
    {
        var program = await server.CreateProgram();
        await program.Purchase("bought");
        await Race(program, async round =>
        {
            var answers = await AtOnce.Ask(Many, _ => program.Award(
                Member(round), "bought", ("points_passed", "59.90"), ("order_id", $"o-{round}")));

            answers.Should().OnlyContain(answer => answer.Success);
            answers.Select(answer => answer.Json.GetRawText()).Distinct().Should().ContainSingle();
            answers.Count(answer => answer.Headers.Contains("Idempotent-Replayed"))
                .Should().Be(Many - 1);
            (await program.Available(Member(round))).Should().Be(59);
            return (Members: round + 1, Transactions: round + 1);
        });
    }

    [Fact]
    public async Task Two_stories_of_one_order_are_one_award()
    {
        var program = await server.CreateProgram();
        await program.Purchase("bought");
        await Race(program, async round =>
        {
            var answers = await AtOnce.Ask(Many, i => program.Award(
                Member(round), "bought",
                ("points_passed", IsEven(i) ? "10" : "20"), ("order_id", $"o-{round}")));

            var evenWins = OneHalfWins(answers, No.DuplicateOrder);
            answers.Where(answer => answer.Success).Select(answer => answer.Id())
                .Distinct().Should().ContainSingle();
            (await program.Available(Member(round))).Should().Be(evenWins ? 10 : 20);
            return (Members: round + 1, Transactions: round + 1);
        });
    }

    [Fact]
    public async Task Approving_against_rejecting_ends_in_one_of_the_two()
    {
        var program = await server.CreateProgram();
        await program.Activity(
            "manual", ("points_per_activity", "10"), ("approval_method", "manual"));
        await Race(program, async round =>
        {
            var id = (await program.Award(Member(round), "manual")).Id();

            var answers = await AtOnce.Ask(
                Many, i => program.Move(id, IsEven(i) ? "approved" : "rejected"));

            // Each may follow on the other, so each is granted in its turn.
            answers.Select(answer => answer.Text("points_status")).Should()
                .Equal(answers.Select((_, i) => IsEven(i) ? "approved" : "rejected"));
            var status = (await program.Get($"transactions/{id}")).Text("points_status");
            status.Should().BeOneOf("approved", "rejected");
            (await program.Available(Member(round))).Should().Be(status == "approved" ? 10 : 0);
            return (Members: round + 1, Transactions: round + 1);
        });
    }

    [Fact]
    public async Task Settling_a_return_against_rejecting_it_has_one_winner()
    {
        var program = await server.CreateProgram();
        await program.Purchase("bought");
        await Race(program, async round =>
        {
            await program.Award(
                Member(round), "bought", ("points_passed", "100"), ("order_id", $"o-{round}"));
            var id = (await program.Return($"o-{round}")).Id();

            var answers = await AtOnce.Ask(
                Many, i => program.Move(id, IsEven(i) ? "deducted" : "rejected"));

            var isSettled = OneHalfWins(answers, No.InvalidStatus);
            (await program.Get($"transactions/{id}")).Text("points_status")
                .Should().Be(isSettled ? "deducted" : "rejected");
            (await program.Available(Member(round))).Should().Be(isSettled ? 0 : 100);
            return (Members: round + 1, Transactions: 2 * (round + 1));
        });
    }

    [Theory]
    [InlineData(ReturnPolicy.WithinBalance)]
    [InlineData(ReturnPolicy.AllowNegative)]
    [InlineData(ReturnPolicy.Refuse)]
    public async Task An_order_returned_whole_goes_back_once(ReturnPolicy policy)
    {
        var program = await server.CreateProgram(
            Terms.Standard with { ReturnsWhenSpent = policy });
        await program.Purchase("bought");
        await Race(program, async round =>
        {
            await program.Award(
                Member(round), "bought", ("points_passed", "100"), ("order_id", $"o-{round}"));
            await program.Award(
                Member(round), "bought", ("points_passed", "30"), ("order_id", $"other-{round}"));

            var answers = await AtOnce.Ask(Many, _ => program.Return($"o-{round}"));

            answers[OneWins(answers, _ => No.ReturnTooLarge)].Number("points").Should().Be(100);
            (await program.Available(Member(round))).Should().Be(30);
            return (Members: round + 1, Transactions: 3 * (round + 1));
        });
    }

    [Fact]
    public async Task The_whole_of_an_order_against_its_parts_goes_back_once()
    {
        var program = await server.CreateProgram();
        await program.Purchase("bought");
        var transactions = 0;
        await Race(program, async round =>
        {
            await program.Award(
                Member(round), "bought", ("points_passed", "100"), ("order_id", $"o-{round}"));

            var answers = await AtOnce.Ask(
                Many, i => program.Return($"o-{round}", IsEven(i) ? null : "40"));

            // Parts find their 40 twice at most, and none after the whole, which takes the rest.
            var parts = answers.Where((answer, i) => !IsEven(i) && answer.Success).ToList();
            var whole = answers.Where((answer, i) => IsEven(i) && answer.Success)
                .Should().ContainSingle().Subject;
            parts.Should().HaveCountLessThanOrEqualTo(2)
                .And.NotContain(part => part.Number("points") != 40);
            whole.Number("points").Should().Be(100 - (40 * parts.Count));
            foreach (var refused in answers.Where(answer => !answer.Success))
            {
                refused.ShouldBe(No.ReturnTooLarge);
            }

            (await program.Available(Member(round))).Should().Be(0);
            transactions += 2 + parts.Count;
            return (Members: round + 1, Transactions: transactions);
        });
    }

    [Fact]
    public async Task One_e_mail_is_one_user()
    {
        var program = await server.CreateProgram();
        await Race(program, async round =>
        {
            var answers = await AtOnce.Ask(
                Many, i => Create(program, Member(round), $"uid-{round}-{i}"));

            var winner = OneWins(answers, _ => No.EmailInUse);
            (await program.Get($"users/uid-{round}-{winner}")).Text("user_email")
                .Should().Be(Member(round));
            (await program.Get($"users/uid-{round}-{(winner + 1) % Many}"))
                .ShouldBe(No.InvalidUser.InPath);
            return (Members: round + 1, Transactions: 0);
        });
    }

    [Fact]
    public async Task One_uid_is_one_user()
    {
        var program = await server.CreateProgram();
        await Race(program, async round =>
        {
            var answers = await AtOnce.Ask(
                Many, i => Create(program, $"{round}-{i}@example.com", $"uid-{round}"));

            var winner = OneWins(answers, _ => No.UidInUse);
            (await program.Get($"users/uid-{round}")).Text("user_email")
                .Should().Be($"{round}-{winner}@example.com");
            (await program.Get($"users/{round}-{(winner + 1) % Many}@example.com"))
                .ShouldBe(No.InvalidUser.InPath);
            return (Members: round + 1, Transactions: 0);
        });
    }

    [Fact]
    public async Task Whoever_is_enrolled_by_awards_while_she_is_created_is_one_user()
    {
        var program = await server.CreateProgram();
        await program.Activity("gift", ("points_per_activity", "10"));
        await Race(program, async round =>
        {
            var answers = await AtOnce.Ask(Many, i => IsEven(i)
                ? program.Award(Member(round), "gift")
                : Create(program, Member(round), $"uid-{round}"));

            answers.Where((_, i) => IsEven(i)).Should().OnlyContain(answer => answer.Success);
            OneWins([.. answers.Where((_, i) => !IsEven(i))], _ => No.UidInUse);
            (await program.Get($"users/uid-{round}")).Number("available_points")
                .Should().Be(10 * Many / 2);
            return (Members: round + 1, Transactions: (round + 1) * Many / 2);
        });
    }

    /// <summary>Runs a race's rounds; each tells what the books have to have after it.</summary>
    private async Task Race(
        ProgramClient program, Func<int, Task<(int Members, int Transactions)>> run)
    {
        var verifyLedger = server.Services.GetRequiredService<VerifyLedger>();
        for (var round = 0; round < Rounds; round++)
        {
            try
            {
                var (members, transactions) = await run(round);
                verifyLedger.Run(program.PartnerId, Onlooker.Nobody)
                    .Should().Be(new Verified(1, members, members, transactions, Breaches: 0));
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"In round {round}.", fault);
            }
        }
    }

    /// <summary>One call is granted, and each other one told so.</summary>
    /// <returns>The number of the one.</returns>
    private static int OneWins(Answer[] answers, Func<int, No> others)
    {
        var winner = Array.FindIndex(answers, answer => answer.Success);
        winner.Should().BeGreaterThanOrEqualTo(0, "one is granted");
        for (var i = 0; i < answers.Length; i++)
        {
            if (i != winner)
            {
                answers[i].ShouldBe(others(i));
            }
        }

        return winner;
    }

    /// <summary>Those who ask for one thing are all granted, the others all told so.</summary>
    /// <returns>Whether the even ones were granted.</returns>
    private static bool OneHalfWins(Answer[] answers, No others)
    {
        var evenWins = answers[0].Success;
        for (var i = 0; i < answers.Length; i++)
        {
            if (IsEven(i) == evenWins)
            {
                answers[i].Success.Should().BeTrue("it asks for what has won: {0}", answers[i]);
            }
            else
            {
                answers[i].ShouldBe(others);
            }
        }

        return evenWins;
    }

    private static Task<Answer> Create(ProgramClient program, string email, string uid) =>
        program.Post(
            "users",
            ("first_name", "Ann"), ("last_name", "Lee"), ("email", email), ("uid", uid));

    private static bool IsEven(int i) => i % 2 == 0;

    private static string Member(int i) => $"member-{i}@example.com";
}
