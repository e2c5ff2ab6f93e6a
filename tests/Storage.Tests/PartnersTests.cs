using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Places;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>Programs, as they are written down and found.</summary>
public sealed class PartnersTests : IDisposable
{
    private static readonly Partner Bare =
        new("p0", "Bare", false, null, Some.At.AddDays(-1), 2) { Terms = Terms.Standard };

    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_program_comes_back_as_it_was_with_and_without_a_clock()
    {
        await Add();

        Find("p1").Should().Be(Some.Partner);
        Find("p0").Should().Be(Bare);
        Find("p9").Should().BeNull();
        _store.Read(session => session.Partners.List()).Should().Equal(Bare, Some.Partner);
    }

    [Fact]
    public async Task Its_settings_change_and_its_key_only_by_name()
    {
        await Add();
        var changed = Bare with { Name = "New", Terms = Some.Partner.Terms };

        await _store.Write(session => session.Partners.Change(changed with { ClockAt = Some.At }));

        Find("p0").Should().Be(changed);
        Find("p1").Should().Be(Some.Partner);
        Hash("p0").Should().Be("hash0");
        await _store.Write(session => session.Partners.ChangeKey(Bare.Number, "new hash"));
        (Hash("p0"), Hash("p1"), Hash("p9")).Should().Be(("new hash", "hash1", null));
    }

    [Fact]
    public async Task Who_is_due_is_told_by_each_programs_own_clock()
    {
        await AddMembers(Some.At.AddHours(-2), Some.At, Some.At.AddHours(1));

        Due(Some.At.AddHours(-3)).Should().Be(("p1", 2, TimeSpan.Zero));
        Due(Some.At.AddHours(-2)).Should().Be(("p1 p0", 3, TimeSpan.Zero));
        Due(Some.At.AddHours(1)).Should().Be(("p1 p0", 5, TimeSpan.FromHours(3)));
    }

    [Fact]
    public async Task Nobody_is_due_where_time_changes_nothing_or_not_yet()
    {
        Due(Some.At).Should().Be(("", 0, TimeSpan.Zero));

        await AddMembers(null, Some.At.AddMilliseconds(1));

        Due(Some.At).Should().Be(("", 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task They_are_counted_no_further_than_asked()
    {
        await AddMembers(Some.At.AddHours(-2), Some.At);

        _store.Read(session => session.Partners.CountDueMembers(Some.At, 3)).Should().Be(3);
        _store.Read(session => session.Partners.CountDueMembers(Some.At, 5)).Should().Be(4);
    }

    [FileTheory]
    [InlineData("CountDueMembersSql")]
    [InlineData("LagSql")]
    [InlineData("ListDueSql")]
    public async Task Who_is_due_is_found_without_reading_the_members(string statement)
    {
        await Add();

        var plan = _store.Plan(typeof(Partners), statement);

        plan.Should().Contain(step => step.StartsWith("SEARCH u USING COVERING INDEX users_due"))
            .And.NotContain(step => step.StartsWith("SCAN u"));
    }

    private (string Programs, int Members, TimeSpan Lag) Due(DateTimeOffset now) =>
        _store.Read(session => (
            string.Join(' ', session.Partners.ListDue(now).Select(partner => partner.Id)),
            session.Partners.CountDueMembers(now, 100),
            session.Partners.Lag(now)));

    /// <summary>Puts members who are next due then into both programs.</summary>
    private async Task AddMembers(params DateTimeOffset?[] dueAt)
    {
        await Add();
        await _store.Write(session =>
        {
            foreach (var (number, at) in dueAt.Index())
            {
                var member = Some.User($"u{number}", $"{number}@x") with { NextDueAt = at };
                session.Users.Add(Bare.Number, member);
                session.Users.Add(Some.Program, member);
            }
        });
    }

    private Task Add() => _store.Write(session =>
    {
        session.Partners.Add(Some.Partner, "hash1");
        session.Partners.Add(Bare, "hash0");
    });

    private Partner? Find(string id) => _store.Read(session => session.Partners.Find(id));

    private string? Hash(string id) => _store.Read(session => session.Partners.FindKeyHash(id));
}
