using System.Buffers;
using System.Globalization;
using System.Text;

namespace ShopSocially.Loyalty.Server.Http.Requests;

/// <summary>
/// Reads <c>application/x-www-form-urlencoded</c> text, of a body or a query. A pair without
/// <c>=</c> may be <c>name: value</c>, as the reference's own examples have it.
/// </summary>
public static class FormPairs
{
    private const int OnStack = 256;

    public static void Read(ReadOnlySpan<byte> form, Parameters into)
    {
        foreach (var range in form.Split((byte)'&'))
        {
            if (into.IsTooMany)
            {
                return;
            }

            var pair = form[range];
            var at = pair.IndexOf((byte)'=');
            at = at >= 0 ? at : pair.IndexOf((byte)':');
            var value = at >= 0 ? Decode(pair[(at + 1)..]) : "";
            if (Decode(at >= 0 ? pair[..at] : pair) is not { } name)
            {
                into.HasUnreadableName = true;
            }
            else if (!string.IsNullOrWhiteSpace(name))
            {
                into.Add(name, new(value, IsFormEncoded: true));
            }
        }
    }

    /// <summary>Undoes percent and plus encoding; null when that leaves no valid UTF-8.</summary>
    public static string? Decode(ReadOnlySpan<byte> encoded) => Decode(encoded, (byte)' ');

    /// <summary>Undoes percent encoding alone, as paths have it; null as above.</summary>
    public static string? DecodePath(ReadOnlySpan<byte> encoded) => Decode(encoded, (byte)'+');

    private static string? Decode(ReadOnlySpan<byte> encoded, byte plus)
    {
        var rented = encoded.Length > OnStack ? ArrayPool<byte>.Shared.Rent(encoded.Length) : null;
        var bytes = rented ?? stackalloc byte[OnStack];
        var text = Utf8(bytes[..Unescape(encoded, bytes, plus)]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return text;
    }

    /// <summary>A text; null where it is no valid UTF-8.</summary>
    public static string? Utf8(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>How many bytes are left.</summary>
    private static int Unescape(ReadOnlySpan<byte> encoded, Span<byte> into, byte plus)
    {
        var length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            var plain = encoded[i];
            if (plain == '+')
            {
                plain = plus;
            }
            else if (plain == '%' && HexByte(encoded[(i + 1)..]) is { } escaped)
            {
                plain = escaped;
                i += 2;
            }

            into[length++] = plain;
        }

        return length;
    }

    private static byte? HexByte(ReadOnlySpan<byte> digits) =>
        digits.Length >= 2 && byte.TryParse(
            digits[..2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex)
            ? hex
            : null;
}
