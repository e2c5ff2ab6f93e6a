using System.Globalization;
using System.Runtime.CompilerServices;
using ShopSocially.Loyalty.Storage.Engines;

namespace ShopSocially.Loyalty.Storage;

/// <summary>How several values stand in one column: in their order, with spaces between.</summary>
internal static class SpacedText
{
    private const char Space = ' ';
    private const int Short = 512;

    /// <summary>Appends one of the values.</summary>
    public delegate void WritePart<T>(ref DefaultInterpolatedStringHandler text, T part);

    /// <summary>Makes one of the values of its text.</summary>
    public delegate T ReadPart<T>(ReadOnlySpan<char> text);

    /// <summary>Binds the parameter of a number to the values.</summary>
    public static void Bind<T>(
        Statement statement, int number, IReadOnlyList<T> parts, WritePart<T> write)
    {
        var text = new DefaultInterpolatedStringHandler(
            0, 0, CultureInfo.InvariantCulture, stackalloc char[Short]);
        for (var i = 0; i < parts.Count; i++)
        {
            if (i > 0)
            {
                text.AppendFormatted(Space);
            }

            write(ref text, parts[i]);
        }

        statement.Bind(number, text.Text);
        text.Clear();
    }

    /// <exception cref="FormatException">A part is none.</exception>
    public static T[] Read<T>(string text, ReadPart<T> read)
    {
        if (text.Length == 0)
        {
            return [];
        }

        var parts = new T[text.AsSpan().Count(Space) + 1];
        var next = 0;
        foreach (var part in text.AsSpan().Split(Space))
        {
            parts[next++] = read(text.AsSpan(part));
        }

        return parts;
    }
}
