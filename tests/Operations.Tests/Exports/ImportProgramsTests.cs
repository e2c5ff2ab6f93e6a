using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations.Exports;
using Xunit;

namespace ShopSocially.Loyalty.Operations.Tests.Exports;

/// <summary>Programs that come from elsewhere: whole, once, and not before they are.</summary>
public sealed class ImportProgramsTests : IDisposable
{
    private readonly Removal _removal = new();

    public void Dispose() => _removal.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_of_a_program_arrives_as_it_was(bool isSandbox)
    {
        // Another number than at home: it is nobody's but the database's.
        await _removal.To.CreateProgram();
        var program = await _removal.Furnished(isSandbox);
        var text = _removal.Export();

        var imported = await _removal.Import(text);

        _removal.Errors.Should().BeEmpty();
        imported.Should().Be(new Imported(1, Lines(text).Length, Lines(text).Length - 4, 0, 0));
        var there = _removal.Found(program.Id)!;
        there.Should().Be(program with { Number = 2 });
        Removal.Sums(_removal.To).Should().Contain(Removal.Sums(_removal.From).Single());
        var end = Removal.Sums(_removal.From).Single().End!;
        new[]
        {
            end.Levels, end.Activities, end.Redemptions, end.Coupons, end.Members,
            end.Transactions, end.Allocations, end.Returns, end.Replays,
        }
        .Should().OnlyContain(count => count > 0, "each kind of row is in it");
        _removal.To.Now = _removal.From.Now;
        _removal.To.Verify(there);
    }

    [Fact]
    public async Task It_is_used_as_if_it_had_always_been_there()
    {
        var program = await _removal.Furnished();
        var newest = Lines(_removal.Export()).Count(line => line.StartsWith("{\"transaction\""));
        await _removal.Import(_removal.Export());
        var (house, there) = (_removal.To, _removal.Found(program.Id)!);

        var again = await house.Points(there, 99.99m, "order-1");
        var next = await house.Points(there, 10);
        var spent = (await house.Redeem.Run(there, (Given.Bob, "für_gold"))).Reason();

        again.IsReplayed.Should().BeTrue();
        house.Database.Read(session => session.NumberedLines.Find(
            there.Number, next.Transaction.Id))!.Number.Should().Be(newest + 1);
        spent.Should().Be(Refusal.InsufficientPointsToRedeem);
        house.Verify(there);
    }

    [Fact]
    public async Task A_second_time_nothing_is_added()
    {
        var program = await _removal.Furnished();
        var text = _removal.Export();
        var first = await _removal.Import(text);
        var before = _removal.To.Version;

        var second = await _removal.Import(text);

        _removal.Errors.Should().BeEmpty();
        second.Should().Be(first with { Added = 0, Same = first.Added });
        _removal.To.Version.Should().Be(before);
        _removal.Found(program.Id)!.IsArriving.Should().BeFalse();
    }

    [Fact]
    public async Task Wherever_it_is_cut_off_it_opens_to_nobody_and_goes_on_later()
    {
        var program = await _removal.Furnished();
        var text = _removal.Export();
        var lines = Lines(text);
        for (var kept = 2; kept < lines.Length - 1; kept += 7)
        {
            await _removal.Import(string.Join('\n', lines[..kept]) + "\n{\"memb");

            var there = _removal.Found(program.Id)!;
            there.IsArriving.Should().BeTrue();
            _removal.To.Database.Read(session => session.Partners.FindKeyHash(program.Id))
                .Should().BeEmpty();
        }

        _removal.Errors.Should().OnlyContain(error =>
            error.Contains("is no JSON, or is cut off") || error.Contains("cut off within"));
        _removal.Errors.Clear();
        (await _removal.Import(text)).Programs.Should().Be(1);
        _removal.Errors.Should().BeEmpty();
        Removal.Sums(_removal.To).Should().Equal(Removal.Sums(_removal.From));
    }

    [Fact]
    public async Task What_is_still_arriving_is_left_alone_by_all_that_runs_by_itself()
    {
        var program = await _removal.Furnished();
        var lines = Lines(_removal.Export());
        await _removal.Import(string.Join('\n', lines[..^2]));
        var house = _removal.To;
        house.Now = LoyaltyHouse.Noon.AddYears(3);
        var (before, arriving) = (house.Version, new List<string>());

        house.Settle.Programs().Should().BeEmpty();
        await new ForgetReplays(house.Database, house.Clock).Run(
            TimeSpan.Zero, CancellationToken.None);
        var verified = house.Ledger.Run(
            null, Onlooker.Nobody with { OnArriving = arriving.Add });

        house.Version.Should().Be(before);
        verified!.IsSound.Should().BeTrue();
        arriving.Should().Equal(program.Id);
        (await house.Partners.RotateKey(program.Id)).Reason()
            .Should().Be(Refusal.AuthenticationFailure);
        (await house.Partners.Change(program.Id, partner => partner)).Reason()
            .Should().Be(Refusal.AuthenticationFailure);
        house.Recognize.Run(program.Id, "key").Reason()
            .Should().Be(Refusal.AuthenticationFailure);
        new ExportPrograms(house.Database).Run(null, _ => { }, _ => { })!
            .LeftOut.Should().Equal(program.Id);
    }

    [Fact]
    public async Task A_changed_line_is_named_and_its_program_does_not_open()
    {
        var program = await _removal.Furnished();
        var text = _removal.Export();
        var number = Array.FindIndex(Lines(text), line => line.Contains("bob@shop")) + 1;

        await _removal.Import(text.Replace("bob@shop", "rob@shop"));

        _removal.Errors.Should().ContainSingle().Which.Should()
            .Contain("program_end: the file has other lines than were exported (another digest)");
        _removal.Found(program.Id)!.IsArriving.Should().BeTrue();

        _removal.Errors.Clear();
        await _removal.Import(text);
        _removal.Errors[0].Should().Be(
            $"line {number}: member: differs from the row that is there");
        _removal.Errors[^1].Should().Contain("is not whole");
    }

    [Fact]
    public async Task A_program_in_use_is_never_changed()
    {
        var program = await _removal.Furnished();
        var text = _removal.Export();
        await _removal.Import(text);
        await _removal.To.Points(_removal.Found(program.Id)!, 10);
        var before = _removal.To.Version;

        await _removal.Import(text);

        _removal.Errors.Should().ContainSingle().Which.Should()
            .Contain("member: differs from the row in the program of this id, which is in use");
        _removal.To.Version.Should().Be(before);
    }

    [Fact]
    public async Task With_another_key_it_is_another_program()
    {
        var program = await _removal.Furnished();
        var text = _removal.Export();
        await _removal.Import(text);
        await _removal.To.Partners.RotateKey(program.Id);

        await _removal.Import(text);

        _removal.Errors.Should().ContainSingle().Which.Should()
            .StartWith("line 2: program: a program of this id is in use, with another key");
    }

    [Fact]
    public async Task A_dry_run_says_what_would_come_of_it_and_keeps_nothing()
    {
        var program = await _removal.Furnished();
        var text = _removal.Export();
        var before = _removal.To.Version;

        var would = await _removal.TryOut(text);
        var broken = await _removal.TryOut(text.Replace("jane@shop", "bob@shop"));

        _removal.To.Version.Should().Be(before);
        _removal.Found(program.Id).Should().BeNull();
        would.Errors.Should().Be(0);
        broken.Errors.Should().BePositive();
        _removal.Errors[0].Should().Contain("member: the tables refuse it");
        (await _removal.Import(text)).Should().Be(would);
        (await _removal.TryOut(text)).Should().Be(would with { Added = 0, Same = would.Added });
    }

    [Fact]
    public async Task One_program_of_several_comes_alone_and_all_come_together()
    {
        var (one, other) = (await _removal.Furnished(), await _removal.Furnished());

        await _removal.Import(_removal.Export(other.Id));
        Removal.Sums(_removal.To).Select(sum => sum.PartnerId).Should().Equal(other.Id);
        await _removal.Import(_removal.Export());

        _removal.Errors.Should().BeEmpty();
        Removal.Sums(_removal.To).Should().BeEquivalentTo(Removal.Sums(_removal.From));
        _removal.Found(one.Id)!.Number.Should().Be(2);
    }

    [Fact]
    public async Task A_row_that_the_tables_refuse_is_the_only_one_that_is_not_there()
    {
        await _removal.Furnished();
        var text = _removal.Export();
        var number = Array.FindIndex(
            Lines(text), line => line.Contains("\"order_id\":\"order-2\""));

        var imported = await _removal.Import(
            string.Join('\n', Lines(text).Select((line, i) => i == number
                ? line.Replace("\"activity_id\":\"purchase\"", "\"activity_id\":\"nothing\"")
                : line)));

        imported.Errors.Should().Be(4, "two allocations are of it, and the program is not whole");
        _removal.Errors[0].Should()
            .StartWith($"line {number + 1}: transaction: the tables refuse it:");
        imported.Added.Should().Be(Lines(text).Length - 4 - 3);
    }

    private static string[] Lines(string text) => text.TrimEnd().Split('\n');
}
