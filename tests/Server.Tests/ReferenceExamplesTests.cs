using FluentAssertions;
using ShopSocially.Loyalty.Server.Tests.ReferenceExamples;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>
/// The reference's own example calls, section by section, byte for byte as curl sends them, with
/// their blanks, their misspelt names, their colons and their empty quotes. Mended is only what no
/// shell would take: dashes, quotes that are not closed, words without a blank between them;
/// placeholders are filled in, and bare addresses get curl and the two headers. Sections 7, 11 and
/// 12 have no example call and get a plain one. Here: points and members; beside: the catalogue.
/// </summary>
public sealed partial class ReferenceExamplesTests(LoyaltyServer server)
    : IClassFixture<LoyaltyServer>, IAsyncLifetime
{
    private ReferenceProgram _program = null!;

    public async Task InitializeAsync() => _program = await ReferenceProgram.Create(server);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Section_1_award_points()
    {
        var data = await _program.Run(
            """
            curl -X POST --header "partner-id: <your-partner-id>" \
                --header "api-key: <your-api-key>" \
                --data "user_email= Rohit@shopsocially.com" --data " points_passed = 100" \
                --data " activity_id= made_a_purchase" \
                https://api.shopsocially.com/v2/loyalty/award
            """);

        DocumentedAnswers.Award.ShouldDescribe(data);
        data.GetProperty("points").GetInt64().Should().Be(100);
        data.GetProperty("points_status").GetString().Should().Be("auto_approved");
        data.GetProperty("activity_name").GetString().Should().Be("made_a_purchase");
        data.GetProperty("created_time").GetString().Should().Be("20-Mar-2015 19:20:22");
    }

    [Fact]
    public async Task Section_2_redeem_points()
    {
        var data = await _program.Run(
            """
            curl -X POST --header "partner-id: <your-partner-id>" \
                --header "api-key: <your-api-key>" \
                --data " user_email = Rohit@shopsocially.com" \
                --data " redemption_id= $50_Gift_Card" \
                https://api.shopsocially.com/v2/loyalty/redeem
            """);

        DocumentedAnswers.Redeem.ShouldDescribe(data);
        data.GetProperty("points").GetInt64().Should().Be(1000);
        data.GetProperty("coupon_code").GetString().Should().Be("GET50OFF");
    }

    [Fact]
    public async Task Section_3_deduct_points()
    {
        var data = await _program.Run(
            """
            curl -X POST --header "partner-id: <your-partner-id>" \
                --header "api-key: <your-api-key>" \
                --data " user_email = Rohit@shopsocially.com" --data " reason = by mistake" \
                --data "points_passed: 1000" https://api.shopsocially.com/v2/loyalty/deduct
            """);

        DocumentedAnswers.Deduct.ShouldDescribe(data);
        data.GetProperty("points").GetInt64().Should().Be(1000);
        data.GetProperty("available_points").GetInt64().Should().Be(2000);
    }

    [Fact]
    public async Task Section_4_get_all_transactions()
    {
        var data = await _program.Run(
            """
            curl -g --header "partner-id: <your-partner-id>" --header "api-key: <your-api-key>" \
                'https://api.shopsocially.com/v2/loyalty/transactions?from_date=03/01/2015'\
            '&to_date=03/31/2015&points_status=["approved","auto_approved"]'
            """);

        DocumentedAnswers.TransactionsPage.ShouldDescribe(data);
        DocumentedAnswers.ListedTransaction.ShouldDescribeEach(data.GetProperty("transactions"));
        data.GetProperty("total").GetInt64().Should().Be(1, "the other award is pending");
    }

    [Fact]
    public async Task Section_5_get_transaction()
    {
        var data = await _program.Run(
            $"""
            curl --header "partner-id: <your-partner-id>" --header "api-key: <your-api-key>" \
                https://api.shopsocially.com/v2/loyalty/transactions/{_program.PendingAwardId}
            """);

        DocumentedAnswers.Transaction.ShouldDescribe(data);
        data.GetProperty("id").GetString().Should().Be(_program.PendingAwardId);
    }

    [Fact]
    public async Task Section_6_update_transaction()
    {
        var data = await _program.Run(
            $"""
            curl -X PUT --header "partner-id: <your-partner-id>" \
                --header "api-key: <your-api-key>" --data " points_status = approved" \
                https://api.shopsocially.com/v2/loyalty/transactions/{_program.PendingAwardId}
            """);

        DocumentedAnswers.Transaction.ShouldDescribe(data);
        data.GetProperty("points_status").GetString().Should().Be("approved");
    }

    [Fact]
    public async Task Section_7_get_all_users()
    {
        var data = await _program.Run(
            """
            curl --header "partner-id: <your-partner-id>" --header "api-key: <your-api-key>" \
                'https://api.shopsocially.com/v2/loyalty/users?from_date=03/01/2015'\
            '&to_date=03/31/2015'
            """);

        DocumentedAnswers.UsersPage.ShouldDescribe(data);
        var users = data.GetProperty("loyalty_users");
        DocumentedAnswers.ListedUser.ShouldDescribeEach(users);
        DocumentedAnswers.ExpirationDay.ShouldDescribeEach(
            users[0].GetProperty("expiration_schedule"));
        DocumentedAnswers.LastAward.ShouldDescribe(users[0].GetProperty("last_award_transaction"));
    }

    [Fact]
    public async Task Section_8_get_user()
    {
        var data = await _program.Run(
            """
            curl --header "partner-id: <your-partner-id>" --header "api-key: <your-api-key>" \
                https://api.shopsocially.com/v2/loyalty/users/rohit@shopsocially.com
            """);

        DocumentedAnswers.User.ShouldDescribe(data);
        DocumentedAnswers.ExpirationDay.ShouldDescribeEach(data.GetProperty("expiration_schedule"));
        DocumentedAnswers.LastAward.ShouldDescribe(data.GetProperty("last_award_transaction"));
        data.GetProperty("user_email").GetString().Should().Be("Rohit@shopsocially.com");
    }

    [Fact]
    public async Task Section_9_create_user()
    {
        var data = await _program.Run(
            """
            curl -X POST --header "partner-id: <your-partner-id>" \
                --header "api-key: <your-api-key>" --data "user_email=ezio@shopsocially.com" \
                --data "first_name=Ezio" --data "last_name=Auditore" \
                --data "profile_image_url=http://example.com/e.png" \
                --data "loyalty_level=platinum " --data "uid=ajk12k34" \
                https://api.shopsocially.com/v2/loyalty/users
            """);

        DocumentedAnswers.SavedUser.ShouldDescribe(data);
        data.GetProperty("user_email").GetString().Should().Be("ezio@shopsocially.com");
        data.GetProperty("profile_image_url").GetString().Should().Be("http://example.com/e.png");
        data.GetProperty("loyalty_level_id").GetString().Should().Be("platinum");
        data.GetProperty("merchant_uid").GetString().Should().Be("ajk12k34");
    }

    [Fact]
    public async Task Section_10_update_user()
    {
        var data = await _program.Run(
            """
            curl -X PUT --header "partner-id: <your-partner-id>" \
                --header "api-key: <your-api-key>" --data "loyalty_level=platinum" \
                https://api.shopsocially.com/v2/loyalty/users/akj89q0
            """);

        DocumentedAnswers.SavedUser.ShouldDescribe(data);
        data.GetProperty("loyalty_level_id").GetString().Should().Be("platinum");
        data.GetProperty("merchant_uid").GetString().Should().Be("akj89q0");
    }

    [Fact]
    public async Task Section_11_get_user_transactions()
    {
        await _program.Client.Made(
            "redeem", [("user_email", ReferenceProgram.Rohit), ("redemption_id", "$50_Gift_Card")]);
        await _program.Client.Made(
            "deduct",
            [("user_email", ReferenceProgram.Rohit), ("points_passed", "1"), ("reason", "error")]);

        var data = await _program.Run(
            """
            curl --header "partner-id: <your-partner-id>" --header "api-key: <your-api-key>" \
                https://api.shopsocially.com/v2/loyalty/users/Rohit@shopsocially.com/\
            'transactions?from_date=03/01/2015&to_date=03/31/2015'
            """);

        DocumentedAnswers.TransactionsPage.ShouldDescribe(data);
        DocumentedAnswers.ListedTransaction.ShouldDescribeEach(data.GetProperty("transactions"));
        data.GetProperty("total").GetInt64().Should().Be(4, "of all three kinds");
    }

    [Fact]
    public async Task Section_24_return_order()
    {
        await _program.Client.Award(
            ReferenceProgram.Rohit, "made_a_purchase",
            ("points_passed", "100"), ("order_id", "order-24"));

        var data = await _program.Run(
            """
            curl -X POST --header "partner-id: <your-partner-id>" \
                --header "api-key: <your-api-key>" \
                --data "order_id= order-24" --data " returned_amount= 40" \
                https://api.shopsocially.com/v2/loyalty/transaction/return
            """);

        DocumentedAnswers.Return.ShouldDescribe(data);
        data.GetProperty("points").GetInt64().Should().Be(40);
        data.GetProperty("reason").GetString().Should().Be("Order Partially Returned");
        data.GetProperty("points_status").GetString().Should().Be("pending_deduction");
    }
}
