using System.Data.Common;
using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>What is kept, what is undone, and what readers see meanwhile.</summary>
public sealed class DatabaseTests : IDisposable
{
    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task What_is_granted_is_kept()
    {
        var outcome = await Add("p1", "Acme");

        outcome.Granted(out var answer, out _).Should().BeTrue();
        answer.Should().Be("Acme");
        Names().Should().Equal("Acme");
    }

    [Fact]
    public async Task What_is_refused_is_undone()
    {
        await _store.Database.Write<string>(session =>
        {
            session.Partners.Add(Some.Partner, "hash");
            return Refusal.InvalidUser;
        });

        Names().Should().BeEmpty();
    }

    [Fact]
    public async Task What_throws_is_undone_and_the_next_act_is_not_hindered()
    {
        await FluentActions.Awaiting(() => _store.Database.Write<string>(session =>
        {
            session.Partners.Add(Some.Partner, "hash");
            throw new InvalidOperationException("Broken");
        })).Should().ThrowAsync<InvalidOperationException>().WithMessage("Broken");

        Names().Should().BeEmpty();
        await Add("p1", "Acme");
        Names().Should().Equal("Acme");
    }

    [Fact]
    public async Task An_answered_write_is_seen_by_another_connection_at_once()
    {
        await Add("p1", "Acme");

        _store.Rows<string>("SELECT name FROM partners").Should().Equal("Acme");
    }

    [Fact]
    public async Task What_was_answered_is_there_when_it_is_opened_again()
    {
        await Add("p1", "Acme");
        _store.Close();

        Names().Should().Equal("Acme");
    }

    [Fact]
    public async Task Readers_see_one_state_and_do_not_wait_for_a_write()
    {
        await Add("p1", "Before");

        await _store.Write(writer =>
        {
            writer.Partners.Change(Some.Partner with { Name = "After" });

            Names().Should().Equal("Before");
        });

        Names().Should().Equal("After");
    }

    [Fact]
    public async Task A_reader_goes_on_seeing_the_state_that_it_began_with()
    {
        await Add("p1", "Before");

        var (first, second) = _store.Read(reader =>
        {
            var before = reader.Partners.List()[0].Name;
            Task.Run(() => Rename("After")).GetAwaiter().GetResult();
            return (before, reader.Partners.List()[0].Name);
        });

        (first, second).Should().Be(("Before", "Before"));
        Names().Should().Equal("After");
    }

    [Fact]
    public void Reading_writes_nothing()
    {
        FluentActions.Invoking(() => _store.Read(reader =>
        {
            reader.Partners.Add(Some.Partner, "hash");
            return true;
        })).Should().Throw<DbException>();

        Names().Should().BeEmpty("and the next read is not hindered");
    }

    [Fact]
    public async Task Acts_run_one_after_the_other()
    {
        await Add("p1", "0");

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() =>
            _store.Write(session =>
            {
                var name = int.Parse(session.Partners.Find("p1")!.Name, null);
                session.Partners.Change(Some.Partner with { Name = $"{name + 1}" });
            }))));

        Names().Should().Equal("50");
    }

    [Fact]
    public async Task An_act_that_is_cancelled_before_its_turn_changes_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await FluentActions.Awaiting(() => _store.Database.Write<string>(
            session =>
            {
                session.Partners.Add(Some.Partner, "hash");
                return "Acme";
            },
            cancelled.Token)).Should().ThrowAsync<OperationCanceledException>();

        Names().Should().BeEmpty();
    }

    [Fact]
    public async Task The_file_keeps_a_write_ahead_log()
    {
        await Add("p1", "Acme");

        _store.Rows<string>("PRAGMA journal_mode").Should().Equal("wal");
    }

    [Fact]
    public async Task What_refers_to_nothing_is_not_written()
    {
        await FluentActions.Awaiting(() => _store.Write(session =>
            session.Levels.Add(99, Some.Level)))
            .Should().ThrowAsync<DbException>().WithMessage("*FOREIGN KEY*");
    }

    private Task<Outcome<string>> Add(string id, string name) =>
        _store.Database.Write<string>(session =>
        {
            session.Partners.Add(Some.Partner with { Id = id, Name = name }, "hash");
            return name;
        });

    private Task Rename(string name) => _store.Write(session =>
        session.Partners.Change(Some.Partner with { Name = name }));

    private IEnumerable<string> Names() =>
        _store.Read(session => session.Partners.List()).Select(partner => partner.Name);
}
