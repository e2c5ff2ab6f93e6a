using Dapper;
using Microsoft.Data.Sqlite;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>A database in a file of its own, with every act; tests make programs in it.</summary>
public sealed class LoyaltyHouse : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly SqliteConnection _file;
    private readonly string _folder = Directory.CreateTempSubdirectory("loyalty-").FullName;

    public LoyaltyHouse()
    {
        var file = $"Data Source={Path.Combine(_folder, "loyalty.db")};Pooling=False";
        Database = Database.Open(file);
        _file = new SqliteConnection(file);
        _file.Open();
        Ids = new Ids(TimeProvider.System);
        Partners = new(Database);
        Award = new(Database, Ids);
        Redeem = new(Database, Ids);
        Deduct = new(Database, Ids);
        Return = new(Database, Ids);
        Move = new(Database);
        Enroll = new(Database, Ids);
        UpdateUser = new(Database);
        Activities = new(Database, Ids);
        Levels = new(Database, Ids);
        Redemptions = new(Database, Ids);
        Recognize = new(Database);
    }

    public Database Database { get; }

    public Ids Ids { get; }

    public SavePartner Partners { get; }

    public AwardPoints Award { get; }

    public RedeemPoints Redeem { get; }

    public DeductPoints Deduct { get; }

    public ReturnOrder Return { get; }

    public UpdateTransaction Move { get; }

    public EnrollUser Enroll { get; }

    public UpdateUser UpdateUser { get; }

    public SaveActivity Activities { get; }

    public SaveLevel Levels { get; }

    public SaveRedemption Redemptions { get; }

    public RecognizePartner Recognize { get; }

    /// <summary>A new, empty program of its own.</summary>
    public async Task<Partner> CreateProgram(Terms? terms = null)
    {
        var partner = new Partner(SavePartner.NewId(), "Acme", false, null, Noon)
        {
            Terms = terms ?? Terms.Standard,
        };
        return (await Partners.Create(partner, ApiKey.Create())).Value().Partner;
    }

    /// <summary>Another number whenever a transaction has changed the file.</summary>
    public long Version => _file.QuerySingle<long>("PRAGMA data_version");

    /// <summary>A program's rows as they stand in the file.</summary>
    public IEnumerable<T> Rows<T>(string sql, Partner partner) =>
        _file.Query<T>(sql, new { partner.Id });

    public void Dispose()
    {
        _file.Dispose();
        Database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
