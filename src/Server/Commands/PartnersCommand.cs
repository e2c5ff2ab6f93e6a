using System.CommandLine;
using System.CommandLine.Parsing;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Server.Http;
using ShopSocially.Loyalty.Server.Http.Requests;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Commands;

/// <summary>The command <c>partners</c>: creates, lists and changes programs.</summary>
public static class PartnersCommand
{
    private static readonly Option<string?> _timeZone = new("--time-zone")
    {
        Description = "IANA zone in which the program's days run, e.g. Europe/Berlin.",
    };

    private static readonly Option<string?> _rounding = new("--rounding")
    {
        Description = "How awards are rounded.",
    };

    private static readonly Option<string?> _returns = new("--returns-when-spent")
    {
        Description = "What a return takes when the points are spent.",
    };

    private static readonly Option<bool?> _enroll = new("--enroll-on-award")
    {
        Description = "Whether an award enrols an e-mail that is no member yet.",
        HelpName = "true|false",
    };

    private static readonly Option<int?> _startMonth = new("--period-start-month")
    {
        Description = "The month, 1-12, in which a year of period levels begins.",
        CustomParser = ReadMonth,
    };

    public static Command Create(Desk desk)
    {
        _rounding.AcceptOnlyFromAmong("floor", "nearest", "ceiling");
        _returns.AcceptOnlyFromAmong("within_balance", "refuse", "allow_negative");
        _timeZone.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } zone && !Calendar.Knows(zone))
            {
                result.AddError($"'{zone}' is no time zone that this machine knows.");
            }
        });
        return new Command("partners", "Create, list and change loyalty programs.")
        {
            CreatePartner(desk), ListPartners(desk), RotateKey(desk), SetTerms(desk),
        };
    }

    private static Command CreatePartner(Desk desk)
    {
        var name = new Option<string>("--name")
        {
            Description = "The merchant's name.",
            Required = true,
        };
        var sandbox = new Option<bool>("--sandbox")
        {
            Description = "A program for tests, which may turn its own clock.",
        };
        var command = new Command("create", "Create a program, and show its api-key this once.")
        {
            name, sandbox, _timeZone, _rounding, _returns, _enroll, _startMonth,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var partner = new Partner(
                SavePartner.NewId(),
                parsed.GetRequiredValue(name),
                parsed.GetValue(sandbox),
                ClockAt: null,
                TimeProvider.System.GetUtcNow())
            {
                Terms = TermsFrom(parsed, Terms.Standard),
            };
            return ShowKey(desk, await Save(desk.Database).Create(partner, ApiKey.Create()), "");
        });
        return command;
    }

    private static Command ListPartners(Desk desk)
    {
        var command = new Command("list", "List the programs.");
        command.SetAction(_ =>
        {
            foreach (var partner in desk.Database.Read(session => session.Partners.List()))
            {
                desk.Output.WriteLine($"{partner.Id}  {Describe(partner)}");
            }
        });
        return command;
    }

    private static Command RotateKey(Desk desk)
    {
        var id = Id();
        var command = new Command("rotate-key", "Give a program a new api-key, shown this once.")
        {
            id,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var partnerId = parsed.GetRequiredValue(id);
            return ShowKey(desk, await Save(desk.Database).RotateKey(partnerId), partnerId);
        });
        return command;
    }

    private static Command SetTerms(Desk desk)
    {
        var id = Id();
        var command = new Command("set", "Change a program's settings; the others stay.")
        {
            id, _timeZone, _rounding, _returns, _enroll, _startMonth,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var partnerId = parsed.GetRequiredValue(id);
            var outcome = await Save(desk.Database).Change(
                partnerId,
                partner => partner with { Terms = TermsFrom(parsed, partner.Terms) });
            if (!outcome.Granted(out var changed, out _))
            {
                return SayWhyNot(desk, partnerId);
            }

            desk.Output.WriteLine($"{changed.Id}  {Describe(changed)}");
            return 0;
        });
        return command;
    }

    private static int? ReadMonth(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (Conversions.Integer(text) is >= 1 and <= 12 and var month)
        {
            return (int)month;
        }

        result.AddError($"A period starts in a month from 1 to 12, not '{text}'.");
        return null;
    }

    private static Argument<string> Id() => new("partner-id")
    {
        Description = "The program's partner-id; 'partners list' shows them.",
    };

    private static SavePartner Save(Database database) =>
        new(database, new(database, TimeProvider.System));

    private static Terms TermsFrom(ParseResult parsed, Terms terms) => terms with
    {
        TimeZone = parsed.GetValue(_timeZone) ?? terms.TimeZone,
        Rounding = Words<Rounding>.Find(parsed.GetValue(_rounding) ?? "") ?? terms.Rounding,
        ReturnsWhenSpent = Words<ReturnPolicy>.Find(parsed.GetValue(_returns) ?? "")
            ?? terms.ReturnsWhenSpent,
        EnrollOnAward = parsed.GetValue(_enroll) ?? terms.EnrollOnAward,
        PeriodStartMonth = parsed.GetValue(_startMonth) ?? terms.PeriodStartMonth,
    };

    private static string Describe(Partner partner)
    {
        var terms = partner.Terms;
        return $"{partner.Name}{(partner.IsSandbox ? " (sandbox)" : "")}"
            + $"{(partner.IsArriving ? " (arriving)" : "")}  "
            + $"time-zone={terms.TimeZone} rounding={Words<Rounding>.Of(terms.Rounding)} "
            + $"returns-when-spent={Words<ReturnPolicy>.Of(terms.ReturnsWhenSpent)} "
            + $"enroll-on-award={(terms.EnrollOnAward ? "true" : "false")} "
            + $"period-start-month={terms.PeriodStartMonth}";
    }

    private static int SayWhyNot(Desk desk, string partnerId) =>
        desk.Database.Read(session => session.Partners.Find(partnerId)) is null
            ? desk.SayUnknown(partnerId)
            : desk.SayArriving(partnerId);

    private static int ShowKey(
        Desk desk, Outcome<KeyedPartner> outcome, string partnerId)
    {
        if (!outcome.Granted(out var made, out _))
        {
            return SayWhyNot(desk, partnerId);
        }

        desk.Output.WriteLine($"partner-id: {made.Partner.Id}");
        desk.Output.WriteLine($"api-key: {made.ApiKey}");
        return 0;
    }
}
