using System.Text;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations.Exports;

namespace ShopSocially.Loyalty.Operations.Tests.Exports;

/// <summary>Two houses, and what is carried from the one to the other.</summary>
public sealed class Removal : IDisposable
{
    public LoyaltyHouse From { get; } = new(isInMemory: true);

    public LoyaltyHouse To { get; } = new(isInMemory: true);

    public List<string> Errors { get; } = [];

    public void Dispose()
    {
        From.Dispose();
        To.Dispose();
    }

    /// <summary>A program that has every kind of row, in every state.</summary>
    public async Task<Partner> Furnished(bool isSandbox = false)
    {
        var program = await From.CreateProgram(
            new("Europe/Berlin", Rounding.Nearest, ReturnPolicy.AllowNegative, true, 4),
            isSandbox);
        await From.Level(program, "bronze", new("Bronze", "", LevelType.Period, 1, 0, 1, true));
        await From.Level(program, "gold", new("Gold", "", LevelType.Lifetime, 1, 90, 1.25m, true));
        await From.Redemption(program, "gift_card");
        await From.Redemption(program, "für_gold", Given.GiftCard with
        {
            GiftcardCouponCodes = ["Ä-1", "\"2\"", "C3"],
            AssociatedLevels = new("gold", "bronze"),
        });
        await From.Activity(program, "purchase", Given.Purchase with
        {
            PointsExpirationPeriod = 1,
        });
        await From.Activity(program, "review", Given.Purchase with
        {
            ApprovalMethod = ApprovalMethod.Manual,
        });
        await Enroll(program);
        await Spend(program);
        await Owe(program);
        await new Once("order 1 \u001f é", "finger").Run(
            () => From.Award.Run(program, new(Given.Bob, "purchase", 0.5m, "kept")),
            _ => """{"points":"<1>"}""");
        return isSandbox
            ? (await From.TurnClock.Run(
                program, new(null, LoyaltyHouse.Noon.AddDays(70), false))).Value()
            : program;
    }

    private async Task Enroll(Partner program)
    {
        await From.Enroll.Run(program, Given.Nobody with
        {
            Email = Given.Mail("größe+\"37\"'<&@exämple.example"),
            Uid = "名前 \\ \"quoted\"",
            FirstName = "Zoë \uD83D\uDE00",
            Gender = Gender.Female,
            Status = UserStatus.Blocked,
        });
        await From.Enroll.Run(program, Given.Nobody with
        {
            Email = Given.Bob,
            LevelId = "gold",
        });
    }

    /// <summary>Awards that wait, were approved, rejected, spent; one will expire.</summary>
    private async Task Spend(Partner program)
    {
        await From.Points(program, 99.99m, "order-1");
        await From.Points(program, 20.50m, "order-2");
        await From.Redeem.Run(program, (Given.Jane, "gift_card"));
        await From.Deduct.Run(program, new(Given.Jane, "Gone", 5));
        var ids = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            var awarded = await From.Award.Run(
                program, new(Given.Bob, "review", 12.3400m, $"review-{i}"));
            ids.Add(awarded.Value().Transaction.Id);
        }

        await From.Move.Run(program, (ids[0], PointsStatus.Approved));
        await From.Move.Run(program, (ids[1], PointsStatus.Rejected));
        await From.Return.Run(program, ("review-2", null));
    }

    /// <summary>Returns of what was spent: one stays owed, one is rejected.</summary>
    private async Task Owe(Partner program)
    {
        await From.Return.Run(program, ("order-1", 60));
        var returned = await From.Return.Run(program, ("review-0", 1.1m));
        await From.Move.Run(program, (returned.Value().Transaction.Id, PointsStatus.Rejected));
    }

    public string Export(string? partnerId = null)
    {
        var text = new StringBuilder();
        new ExportPrograms(From.Database).Run(
            partnerId, line => text.Append(Encoding.ASCII.GetString(line.Span)), _ => { });
        return text.ToString();
    }

    public Task<Imported> Import(string text) => Import(Encoding.UTF8.GetBytes(text));

    public Task<Imported> Import(byte[] bytes) =>
        new ImportPrograms(To.Database).Run(new MemoryStream(bytes), Onlooker());

    public Task<Imported> TryOut(string text) => new ImportPrograms(To.Database)
        .TryOut(new MemoryStream(Encoding.UTF8.GetBytes(text)), Onlooker());

    public Partner? Found(string id) =>
        To.Database.Read(session => session.Partners.Find(id));

    /// <summary>What a house says that its programs come to.</summary>
    public static IReadOnlyList<ProgramSum> Sums(LoyaltyHouse house)
    {
        var sums = new List<ProgramSum>();
        house.Ledger.Run(null, Operations.Onlooker.Nobody with { OnSum = sums.Add });
        return sums;
    }

    private ImportOnlooker Onlooker() =>
        ImportOnlooker.Nobody with { OnError = error => Errors.Add($"{error}") };
}
