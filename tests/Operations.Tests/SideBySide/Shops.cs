using System.Globalization;
using ShopSocially.Loyalty.Operations.Tests.Model;

namespace ShopSocially.Loyalty.Operations.Tests.SideBySide;

/// <summary>The programs that plans begin with.</summary>
internal static class Shops
{
    public static readonly string[] Members = ["ann", "bob", "cat"];

    private static readonly string[] Zones =
    [
        "UTC", "Europe/Berlin", "Pacific/Kiritimati", "Pacific/Apia", "America/Sao_Paulo",
        "America/New_York", "Australia/Lord_Howe", "Pacific/Pago_Pago",
    ];

    // Near ends of months, leap days, changes of clocks (Samoa's missing day, Brazil's missing
    // midnight), and turns of periods; as the wall clock shows them.
    private static readonly string[] Starts =
    [
        "2026-01-31T10:00:00.000", "2028-01-31T23:59:59.999", "2028-02-28T12:00:00.000",
        "2028-02-29T00:00:00.000", "2026-02-28T02:30:00.000", "2026-03-28T02:30:00.000",
        "2026-09-25T02:30:00.000", "2026-10-24T02:30:00.001", "2026-10-31T01:30:00.000",
        "2026-06-30T23:00:00.000", "2026-12-31T23:30:00.000", "2018-10-04T00:00:00.000",
        "2018-01-17T23:30:00.000", "2011-11-30T10:00:00.000", "2011-12-29T23:59:59.999",
        "2027-11-30T09:00:00.000", "2027-12-31T00:00:00.000",
    ];

    public static (Shop Shop, DateTimeOffset Start) Of(Setting setting)
    {
        var shop = new Shop(
            Zones[setting.Zone % Zones.Length],
            (Rounding)(setting.Rounding % 3),
            (WhenSpent)(setting.WhenSpent % 3),
            setting.Month % 2 == 0 ? 1 : 7,
            Activities(setting.Cap),
            [
                new("bronze", true, 1, 0, 1, true),
                new("silver", true, 2, 100, 1.5m, true),
                new("gold", true, 3, 300, 2, true),
                new("star", false, 1, 250, 1.25m, true),
                new("legend", false, 2, 800, 2.5m, false),
            ],
            []);
        var shown = DateTime.Parse(
            Starts[setting.Start % Starts.Length], CultureInfo.InvariantCulture);
        var start = shop.Clock.First(shown);
        return (shop with { Options = Options(shop.Clock.Day(start)) }, start);
    }

    private static ActivityTerms[] Activities(int cap)
    {
        var bonus = new ActivityTerms(
            "once", true, Approval.Immediate, 0, 1, true, 1, true, 0, Window.Lifetime);
        return
        [
            bonus,
            bonus with { Id = "month", Approval = Approval.Monthly },
            bonus with
            {
                Id = "hand", Approval = Approval.Manual, Multiplier = 1.5m, Months = 2,
            },
            bonus with { Id = "keep", Months = 0, Qualifies = false },
            bonus with
            {
                Id = "visit", IsBonus = false, OwnPoints = 25, Months = 12,
                Cap = 1 + (cap % 2), Window = (Window)(cap % 5),
            },
            bonus with
            {
                Id = "share", IsBonus = false, OwnPoints = 40, Approval = Approval.Monthly,
                Months = 12, Cap = 1 + (cap % 3), Window = (Window)((cap + 1) % 5),
            },
        ];
    }

    private static OptionTerms[] Options(DateOnly start) =>
    [
        new("mug", 8, new(2999, 12, 31), ["all"], ["M1", "M2", "M3"]),
        new("bag", 60, new(2999, 12, 31), ["silver", "star"], ["B1", "B2"]),
        new("hat", 5, start.AddDays(70), ["all"], ["H1", "H2", "H3", "H4"]),
    ];
}
