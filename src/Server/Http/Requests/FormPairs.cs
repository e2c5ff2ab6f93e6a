using System.Text;

namespace ShopSocially.Loyalty.Server.Http.Requests;

/// <summary>
/// Reads <c>application/x-www-form-urlencoded</c> text, of a body or a query. A pair without
/// <c>=</c> may be <c>name: value</c>, as the reference's own examples have it.
/// </summary>
public static class FormPairs
{
    private static readonly UTF8Encoding _strict = new(false, throwOnInvalidBytes: true);

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
            var name = Decode(at >= 0 ? pair[..at] : pair);
            var value = at >= 0 ? Decode(pair[(at + 1)..]) : "";
            if (!string.IsNullOrWhiteSpace(name))
            {
                into.Add(name, new(value, IsFormEncoded: true));
            }
        }
    }

    /// <summary>Undoes percent and plus encoding; null when that leaves no valid UTF-8.</summary>
    public static string? Decode(ReadOnlySpan<byte> encoded)
    {
        var bytes = new byte[encoded.Length];
        var length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            bytes[length++] = encoded[i] switch
            {
                (byte)'+' => (byte)' ',
                (byte)'%' when HexByte(encoded[(i + 1)..]) is { } escaped => Skip(escaped, ref i),
                var plain => plain,
            };
        }

        try
        {
            return _strict.GetString(bytes.AsSpan(0, length));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static byte? HexByte(ReadOnlySpan<byte> digits) =>
        digits.Length >= 2 && char.IsAsciiHexDigit((char)digits[0])
        && char.IsAsciiHexDigit((char)digits[1])
            ? Convert.FromHexString(digits[..2])[0]
            : null;

    private static byte Skip(byte escaped, ref int index)
    {
        index += 2;
        return escaped;
    }
}
