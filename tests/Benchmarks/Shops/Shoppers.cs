using System.Globalization;
using Bogus;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;

namespace ShopSocially.Loyalty.Benchmarks.Shops;

/// <summary>Members with names and e-mails: the same ones, in the same order, each time.</summary>
internal sealed class Shoppers
{
    private readonly Faker _faker = new("en");
    private readonly List<Email> _emails = [];

    /// <param name="seed">Another seed, other shoppers.</param>
    public Shoppers(int seed) => _faker.Random = new Randomizer(seed);

    public IReadOnlyList<Email> Emails => _emails;

    /// <summary>Chance, from the same seed.</summary>
    public Randomizer Dice => _faker.Random;

    /// <summary>One of those who have come so far.</summary>
    public Email Any() => _emails[Dice.Int(0, _emails.Count - 1)];

    /// <summary>The next to come.</summary>
    public UserFields Next()
    {
        var (first, last) = (_faker.Name.FirstName(), _faker.Name.LastName());
        var number = _emails.Count + 1;
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{Letters(first)}.{Letters(last)}.{number}@example.com");
        var email = Email.TryParse(text, out var parsed)
            ? parsed
            : throw new FormatException(text);
        _emails.Add(email);
        return new(
            email,
            string.Create(CultureInfo.InvariantCulture, $"uid-{number}"),
            first,
            last,
            Dice.Enum<Gender>(),
            null,
            null,
            null,
            null);
    }

    /// <summary>So that the load generator need not encode what it sends.</summary>
    private static string Letters(string name) =>
        string.Concat(name.Where(char.IsAsciiLetter)).ToLowerInvariant();
}
