using System.Data.Common;
using Dapper;
using FluentAssertions;
using Microsoft.Data.Sqlite;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Places;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations.Tests;

/// <summary>A database in a file of its own, with every act; tests make programs in it.</summary>
public sealed class LoyaltyHouse : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private const string RamDisk = "/dev/shm";

    private readonly OwnPlace _place;
    private readonly DbConnection _past;
    private readonly StoppedTime _time = new(Noon);
    private DateTimeOffset _latest = Noon;

    /// <param name="isInMemory">
    /// Whether the file may lie in memory, where there is a disk of it: for tests that would wait
    /// for the disk most of the time.
    /// </param>
    internal LoyaltyHouse(bool isInMemory)
    {
        _place = new(isInMemory && Directory.Exists(RamDisk)
            ? Path.Combine(RamDisk, $"loyalty-{Guid.NewGuid():N}")
            : null);
        Database = Database.Open(_place.Place);
        _past = _place.Connect();
        Ids = new Ids(TimeProvider.System);
        Clock = new(Database, _time);
        Settle = new(Database, Clock);
        Reads = new(Database, Settle);
        Partners = new(Database, Clock);
        Award = new(Clock, Ids);
        Redeem = new(Clock, Ids);
        Deduct = new(Clock, Ids);
        Return = new(Clock, Ids);
        Move = new(Clock);
        Enroll = new(Clock, Ids);
        UpdateUser = new(Clock);
        Activities = new(Clock, Ids);
        Levels = new(Clock, Ids);
        Redemptions = new(Clock, Ids);
        Recognize = new(Database, _time);
        TurnClock = new(Clock, Settle);
        Reset = new(Clock);
        Ledger = new(Database, Clock);
    }

    public LoyaltyHouse()
        : this(isInMemory: false)
    {
    }

    public Database Database { get; }

    /// <summary>The instant at which acts are done; noon of 31 January 2026 at first.</summary>
    public DateTimeOffset Now
    {
        get => _time.Now;
        set
        {
            _time.Now = value;
            _latest = value > _latest ? value : _latest;
        }
    }

    public Ids Ids { get; }

    public Clock Clock { get; }

    public Settle Settle { get; }

    public Reads Reads { get; }

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

    public TurnClock TurnClock { get; }

    public ResetSandbox Reset { get; }

    public VerifyLedger Ledger { get; }

    /// <summary>The same house, at another instant from now on.</summary>
    public LoyaltyHouse At(DateTimeOffset now)
    {
        Now = now;
        return this;
    }

    /// <summary>A new, empty program of its own, at noon.</summary>
    public async Task<Partner> CreateProgram(Terms? terms = null, bool isSandbox = false)
    {
        Now = Noon;
        var partner = new Partner(SavePartner.NewId(), "Acme", isSandbox, null, Noon)
        {
            Terms = terms ?? Terms.Standard,
        };
        return (await Partners.Create(partner, ApiKey.Create())).Value().Partner;
    }

    /// <summary>Another number whenever a transaction has changed the database.</summary>
    public long Version => _past.ExecuteScalar<long>(OwnPlace.IsServer
        ? "SELECT COALESCE(SUM(number), 0) FROM commits"
        : "PRAGMA data_version");

    /// <summary>A program's rows as they stand in the file.</summary>
    public IEnumerable<T> Rows<T>(string sql, Partner partner) =>
        _past.Query<T>(sql, new { partner.Id, Program = partner.Number });

    /// <summary>Changes the file without this house's knowing.</summary>
    public void ChangeElsewhere(string sql, object parameters) =>
        _past.Execute(sql, parameters).Should().BePositive("there is a row to change");

    /// <summary>Changes the file as no act does, and as its tables forbid.</summary>
    public void Corrupt(string sql, object? parameters = null)
    {
        if (_past is SqliteConnection)
        {
            _past.Execute("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;");
        }

        OwnPlace.SwitchTriggers(_past, isOn: false);
        DropConditions();
        _past.Execute(sql, parameters).Should().BePositive("there is a row to change");
    }

    /// <summary>Takes away what keeps rows from being alike.</summary>
    public void DropIndex(string name) => _past.Execute($"DROP INDEX {name}");

    /// <summary>What does not hold of what is written down; of one program, or of all.</summary>
    public IReadOnlyList<string> Breaches(Partner? partner = null)
    {
        var breaches = new List<string>();
        Ledger.Run(partner?.Id, new(breach => breaches.Add(breach.ToString()), _ => { }));
        return breaches;
    }

    /// <summary>Whatever was done, everything must hold of what is written down.</summary>
    public void Verify(Partner? partner = null)
    {
        // Tests begin at noon again and again; books are looked at when the last act was done.
        Now = _latest;
        Breaches(partner).Should().BeEmpty();
    }

    public void Dispose()
    {
        _past.Dispose();
        Database.Dispose();
        _place.Dispose();
    }

    /// <summary>A server keeps its conditions for everybody, or for nobody.</summary>
    private void DropConditions()
    {
        const string ListSql =
            """
            SELECT conrelid::regclass::text, conname::text
            FROM pg_constraint
            WHERE contype = 'c' AND conrelid <> 0
            """;
        foreach (var (table, name) in OwnPlace.IsServer
            ? _past.Query<(string, string)>(ListSql).ToList()
            : [])
        {
            _past.Execute($"ALTER TABLE {table} DROP CONSTRAINT {name}");
        }
    }
}
