using FluentAssertions;
using ShopSocially.Loyalty.Places;

namespace ShopSocially.Loyalty.Storage.Tests.Engines.Sqlite;

/// <summary>One at a time uses a database.</summary>
public sealed class FileLockTests : IDisposable
{
    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    [FileFact]
    public async Task A_second_one_is_kept_out()
    {
        await _store.Begin();

        foreach (var open in (Func<Database>[])[Open, OpenExisting])
        {
            open.Should().Throw<DatabaseInUseException>()
                .Which.File.Should().Be(_store.Database.File);
        }
    }

    [FileFact]
    public async Task By_another_name_it_is_the_same_file()
    {
        await _store.Begin();
        var link = Path.Combine(Path.GetDirectoryName(_store.Database.File!)!, "link.db");
        File.CreateSymbolicLink(link, _store.Database.File!);

        FluentActions.Invoking(() => Database.Open(Database.PlaceOf(link)))
            .Should().Throw<DatabaseInUseException>();
    }

    [FileFact]
    public async Task Once_it_is_closed_the_next_one_may()
    {
        await _store.Begin();
        _store.Close();

        using (OpenExisting())
        {
        }

        using var again = Open();
        again.Read(session => session.Partners.Find(Some.Partner.Id)).Should().NotBeNull();
    }

    [FileFact]
    public void A_place_that_is_kept_cannot_be_used()
    {
        var file = Database.FileOf(_store.Place);
        using (Database.Reserve(file))
        {
            FluentActions.Invoking(Open).Should().Throw<DatabaseInUseException>();
        }

        Open().Dispose();
    }

    private Database Open() => Database.Open(_store.Place);

    private Database OpenExisting() => Database.OpenExisting(_store.Place);
}
