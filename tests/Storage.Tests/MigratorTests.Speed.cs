using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Places;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>What the third step makes of rows that were there before it.</summary>
public sealed class MigratorSpeedTests : IDisposable
{
    private const string Members =
        """
        INSERT INTO partners VALUES
            ('p1', 'Acme', 'hash', 0, NULL, 1, 'UTC', 'Floor', 'Refuse', 1, 1);
        INSERT INTO activities (partner_id, id, activity_id, name, description, type,
            approval_method, points_per_activity, bonus_multiplier, is_active,
            points_expiration_period, qualified_points, terms_and_conditions, created_at,
            updated_at, max_award_frequency, max_award_frequency_interval)
        VALUES
            ('p1', 'a1', 'visit', 'Visit', '', 'Fixed', 'Immediate', 10, '1', 1, 1, 1, '', 1, 1, 0,
                'Day');
        INSERT INTO users VALUES
            ('p1', 'u1', 'a@x', 'a@x', NULL, '', '', 'Unknown', NULL, 'English', 'Active', 1, 1,
                9, 1, NULL, 0, 2026, 0, 0, NULL, 0, NULL, 0, 0, 0, 0, 0, NULL, NULL, NULL),
            ('p1', 'u2', 'b@x', 'b@x', NULL, '', '', 'Unknown', NULL, 'English', 'Active', 1, 1,
                NULL, 1, NULL, 0, 2026, 0, 0, NULL, 0, NULL, 0, 0, 0, 0, 0, NULL, NULL, NULL);
        """;

    private const string Awards =
        """
        INSERT INTO transactions (partner_id, id, user_id, type, status, points, created_at,
            updated_at, debt, activity_id)
        VALUES
            ('p1', 't1', 'u1', 'Award', 'AutoApproved', 10, 9, 9, 0, 'visit'),
            ('p1', 't2', 'u1', 'Award', 'AutoApproved', 10, 5, 5, 0, 'visit'),
            ('p1', 't3', 'u1', 'Award', 'AutoApproved', 10, 5, 5, 0, 'visit'),
            ('p1', 't4', 'u1', 'Award', 'Pending', 10, 7, 7, 0, 'visit'),
            ('p1', 't5', 'u1', 'Deduct', 'Deducted', 4, 8, 8, 0, NULL);
        INSERT INTO lots VALUES
            ('p1', 't1', 'u1', 'Approved', 10, 0, 4, 0, 6, 9, 9, 2000, 1, 1, NULL, '0', 0, '1',
                '1', '1', 'Floor'),
            ('p1', 't2', 'u1', 'Approved', 10, 0, 0, 0, 10, 5, 5, 1000, 1, 1, NULL, '0', 0, '1',
                '1', '1', 'Floor'),
            ('p1', 't3', 'u1', 'Approved', 10, 0, 0, 0, 10, 5, NULL, 253402214400000, 0, 1, NULL,
                '0', 0, '1', '1', '1', 'Floor'),
            ('p1', 't4', 'u1', 'Pending', 10, 0, 0, 0, 10, NULL, NULL, 253402214400000, 1, 1, NULL,
                '0', 0, '1', '1', '1', 'Floor');
        """;

    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    [FileFact]
    public void A_member_has_the_schedule_of_its_lots()
    {
        BeginAtStepTwo();

        var users = _store.Read(session => session.Users.List(Some.Program, "u1", "u2"));

        users.Select(user => user.Schedule).Should().Equal(
            Schedule.Of(new Lapse(At(1000), 10), new Lapse(At(2000), 6)), Schedule.Empty);
    }

    [FileFact]
    public void Who_has_been_active_is_due_so_that_the_day_is_looked_up()
    {
        BeginAtStepTwo();

        _store.Read(session => session.Users.ListDue(Some.Program, At(0), 10)).Should().Equal("u1");
        _store.Read(session => session.Users.Find(Some.Program, UserKey.OfId("u2")))!.NextDueAt
            .Should().BeNull("who was never active has no day");
    }

    [FileFact]
    public async Task Transactions_are_numbered_by_instant_and_id_and_counted()
    {
        BeginAtStepTwo();

        await _store.Write(session => session.Add(
            Transaction.Of(TransactionType.Deduct, "t6", "u2", At(9))));

        _store.Rows<string>("SELECT id FROM transactions ORDER BY number")
            .Should().Equal("t2", "t3", "t4", "t5", "t1", "t6");
        _store.Read(session => session.Ledger.FindMisnumbered(Some.Program)).Should().BeNull();
        _store.Rows<string>(
            "SELECT type || status || count FROM tallies WHERE size = 128 ORDER BY type, status")
            .Should().Equal("AwardAutoApproved3", "AwardPending1", "DeductDeducted2");
        _store.Read(session => session.Ledger.ListMiscounted(Some.Program)).Should().BeEmpty();
    }

    private static DateTimeOffset At(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private void BeginAtStepTwo()
    {
        _store.MakeOld("0001_program", "0002_time");
        _store.Run(Members);
        _store.Run(Awards);
    }
}
