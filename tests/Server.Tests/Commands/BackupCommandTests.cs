using System.Collections.Concurrent;
using System.Globalization;
using FluentAssertions;
using ShopSocially.Loyalty.Places;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Tests.Commands;

/// <summary>The commands <c>backup</c> and <c>restore</c>: there and back again.</summary>
/// <remarks>LOYALTY_BACKUPS is the number of backups under load, 5 unless set.</remarks>
public sealed class BackupCommandTests : IDisposable
{
    private static readonly int _backups = int.TryParse(
        Environment.GetEnvironmentVariable("LOYALTY_BACKUPS"),
        CultureInfo.InvariantCulture,
        out var number)
        ? number
        : 5;

    private readonly Machine _machine = new();

    public void Dispose() => _machine.Dispose();

    [FileFact]
    public async Task A_backup_of_a_running_server_is_all_of_it_at_another_place()
    {
        var server = await Begin();
        await Award(server, "bob@example.com");

        var made = await _machine.Run("backup", "--to", "copy.db");

        made.ExitCode.Should().Be(0);
        made.Error.Should().BeEmpty();
        made.Output.Should().StartWith("program acme: 1 member, 1 transaction; ").And.EndWith(
            $"1 program, 1 member, 1 transaction: no breach{Environment.NewLine}"
            + $"Backed up to {_machine.File("copy.db")}.{Environment.NewLine}");
        await Award(server, "too.late@example.com");
        await server.Stop();
        _machine.Use("elsewhere.db");
        var restored = await _machine.Run("restore", "copy.db");
        restored.ExitCode.Should().Be(0, restored.Error);
        restored.Output.Should().Contain("1 transaction: no breach").And.Contain("elsewhere.db.");
        var again = (await _machine.Serve()).Program("acme", "acme-key");
        (await again.Get("users/bob@example.com")).Success.Should().BeTrue();
        (await again.Get("users/too.late@example.com")).Success.Should().BeFalse();
    }

    [FileFact]
    public async Task Without_a_server_the_command_does_it_by_itself()
    {
        await _machine.Run("partners", "create", "--name", "Acme");

        var made = await _machine.Run("backup", "--to", _machine.File("copy.db"));

        made.ExitCode.Should().Be(0, made.Error);
        made.Output.Should().Contain("1 program, 0 members, 0 transactions: no breach");
    }

    [FileFact]
    public async Task While_awards_go_on_every_backup_has_all_that_was_answered_before_it()
    {
        var server = await Begin();
        using var ending = new CancellationTokenSource();
        var answered = new ConcurrentQueue<string>();
        var awarding = Task.WhenAll(Enumerable.Range(0, 8).Select(async number =>
        {
            while (!ending.IsCancellationRequested)
            {
                answered.Enqueue(await Award(server, $"member{number}@example.com"));
            }
        }));

        var before = new List<int>();
        for (var i = 0; i < _backups; i++)
        {
            before.Add(answered.Count);
            var made = await _machine.Run("backup", "--to", $"copy{i}.db");
            made.ExitCode.Should().Be(0, made.Output + made.Error);
        }

        await ending.CancelAsync();
        await awarding;
        before.Should().OnlyHaveUniqueItems("awards went on all the while");
        for (var i = 0; i < _backups; i++)
        {
            _machine.Use($"restored{i}.db");
            var restored = await _machine.Run("restore", $"copy{i}.db");
            restored.ExitCode.Should().Be(0, restored.Output + restored.Error);
            restored.Output.Should().Contain("no breach");
            Missing($"restored{i}.db", answered.Take(before[i])).Should().BeEmpty();
        }
    }

    [FileFact]
    public async Task Nothing_is_written_over_and_nothing_is_left_behind()
    {
        await Begin();
        await File.WriteAllTextAsync(_machine.File("diary.txt"), "Dear diary");

        var over = await _machine.Run("backup", "--to", "diary.txt");
        var nowhere = await _machine.Run("backup", "--to", "no/such/copy.db");

        over.ExitCode.Should().Be(1);
        over.Error.Should().Contain("nothing is written over");
        nowhere.ExitCode.Should().Be(1);
        nowhere.Error.Should().Contain("no/such/copy.db");
        (await File.ReadAllTextAsync(_machine.File("diary.txt"))).Should().Be("Dear diary");
        Directory.GetFiles(_machine.Folder).Should().NotContain(file => file.Contains(".part"));
    }

    [FileFact]
    public async Task A_restore_has_to_have_a_place_and_a_backup()
    {
        var server = await Begin();
        await _machine.Run("backup", "--to", "copy.db");

        var running = await _machine.Run("restore", "copy.db");
        await server.Stop();
        var occupied = await _machine.Run("restore", "copy.db");
        _machine.Use("elsewhere.db");
        var live = await _machine.Run("restore", "loyalty.db");
        await File.WriteAllTextAsync(_machine.File("diary.txt"), new string('x', 5000));
        var diary = await _machine.Run("restore", "diary.txt");
        var nothing = await _machine.Run("restore", "nothing.db");

        Refused(running, "another process uses");
        Refused(occupied, "nothing is written over");
        Refused(live, "is a database in use and no backup");
        Refused(diary, "file is not a database");
        Refused(nothing, "nothing.db");
        File.Exists(_machine.File("elsewhere.db")).Should().BeFalse();
    }

    private static void Refused(Ended ended, string reason)
    {
        ended.ExitCode.Should().Be(1);
        ended.Error.Should().Contain(reason).And.NotContain("Unhandled");
        ended.Output.Should().BeEmpty();
    }

    private async Task<RunningServer> Begin()
    {
        _machine.Set("Bootstrap__PartnerId", "acme");
        _machine.Set("Bootstrap__ApiKey", "acme-key");
        var server = await _machine.Serve();
        await server.Program("acme", "acme-key").Activity(
            "signed_up", ("points_per_activity", "19"));
        return server;
    }

    /// <returns>The award's id.</returns>
    private static async Task<string> Award(RunningServer server, string email)
    {
        var answer = await server.Program("acme", "acme-key").Award(email, "signed_up");
        answer.Success.Should().BeTrue();
        return answer.Id()!;
    }

    /// <summary>Those of some transactions that a database does not have.</summary>
    private List<string> Missing(string name, IEnumerable<string> ids)
    {
        using var database = Database.OpenExisting(
            Database.PlaceOf(_machine.File(name)));
        return database.Read(session =>
        {
            var program = session.Partners.Find("acme")!.Number;
            return ids.Where(id => session.Transactions.Find(program, id) is null).ToList();
        });
    }
}
