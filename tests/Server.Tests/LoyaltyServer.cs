using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Places;
using ShopSocially.Loyalty.Server.Jobs;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>
/// The server as a merchant meets it: its own database, its own port, real sockets.
/// </summary>
public sealed class LoyaltyServer : WebApplicationFactory<Program>
{
    public const string PartnerId = "00000000000000000000000000000001";
    public const string Key = "test-key";

    private readonly OwnPlace _place = new();

    private readonly (string Name, string Value)[] _settings;

    private readonly TimeProvider? _time;

    private bool _isGone;

    /// <summary>One whose sweep runs only when a test runs it.</summary>
    public LoyaltyServer()
        : this(null, ("Sweep:IntervalSeconds", "0"))
    {
    }

    private LoyaltyServer(TimeProvider? time, params (string Name, string Value)[] settings)
    {
        (_time, _settings) = (time, settings);
        UseKestrel(0);
        StartServer();
        Client = CreateClient();
    }

    /// <summary>A server with settings of its own.</summary>
    public static LoyaltyServer With(params (string Name, string Value)[] settings) =>
        new(null, settings);

    /// <summary>A server with a clock, and settings, of its own.</summary>
    public static LoyaltyServer At(
        TimeProvider time, params (string Name, string Value)[] settings) => new(time, settings);

    /// <summary>A client without credentials.</summary>
    public HttpClient Client { get; }

    /// <summary>The program that the settings create.</summary>
    public ProgramClient Bootstrap => new(Client, PartnerId, Key);

    /// <summary>A new, empty program of its own.</summary>
    /// <param name="terms">The standard ones when null.</param>
    /// <param name="isSandbox">Whether it may turn its clock.</param>
    /// <param name="clockAt">Where its clock stands; null follows the system's.</param>
    public async Task<ProgramClient> CreateProgram(
        Terms? terms = null, bool isSandbox = false, DateTimeOffset? clockAt = null)
    {
        var partner = new Partner(
            SavePartner.NewId(), "Acme", isSandbox, clockAt, DateTimeOffset.UnixEpoch)
        {
            Terms = terms ?? Terms.Standard,
        };
        var key = ApiKey.Create();
        await Services.GetRequiredService<SavePartner>().Create(partner, key);
        return new(Client, partner.Id, key);
    }

    /// <summary>Breaks the database under the server until the answer is disposed.</summary>
    public IDisposable Break(string table) => new BrokenTable(_place, table);

    /// <summary>Keeps every write waiting until the answer is disposed.</summary>
    public IDisposable Occupy() => new Occupied(_place);

    /// <summary>Makes a program's members unchangeable until the answer is disposed.</summary>
    public IDisposable Break(ProgramClient program) =>
        new BrokenProgram(_place, program.PartnerId);

    /// <summary>How many jobs run by themselves.</summary>
    public int Jobs => Services.GetServices<IHostedService>().OfType<Job>().Count();

    /// <summary>What the server says of itself.</summary>
    public async Task<Readiness> Ready()
    {
        using var answer = await Client.GetAsync(new Uri("health/ready", UriKind.Relative));
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder
            .UseSetting("Database:Engine", _place.Place.Engine)
            .UseSetting("Database:ConnectionString", _place.Place.ConnectionString)
            .UseSetting("Bootstrap:PartnerId", PartnerId)
            .UseSetting("Bootstrap:ApiKey", Key)
            .UseSetting("Bootstrap:Sandbox", "true")
            .UseSetting("Logging:Console:LogLevel:Default", "Warning");
        foreach (var (name, value) in _settings)
        {
            builder.UseSetting(name, value);
        }

        if (_time is not null)
        {
            builder.ConfigureServices(services => services.AddSingleton(_time));
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && !_isGone)
        {
            _isGone = true;
            _place.Dispose();
        }
    }
}

/// <summary>An answer of <c>/health/ready</c>.</summary>
public sealed record Readiness(HttpStatusCode Status, string Text)
{
    public JsonElement Ledger =>
        JsonDocument.Parse(Text).RootElement.GetProperty("ledger");

    public JsonElement Sweep => JsonDocument.Parse(Text).RootElement.GetProperty("sweep");
}
