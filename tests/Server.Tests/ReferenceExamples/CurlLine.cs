using System.Text;

namespace ShopSocially.Loyalty.Server.Tests.ReferenceExamples;

/// <summary>
/// A curl line: split into words as a shell does, then put on the wire as curl does. Only a dollar
/// is taken as it stands, for the reference means <c>$50</c> and no variable.
/// </summary>
public sealed class CurlLine
{
    private const string VendorHost = "https://api.shopsocially.com";

    private readonly List<string> _headers = [];
    private readonly List<string> _pieces = [];
    private string? _method;
    private string? _url;

    public CurlLine(string line)
    {
        var words = new Queue<string>(Words(line));
        while (words.TryDequeue(out var word))
        {
            Read(word, words);
        }
    }

    /// <summary>Sends it to our server in place of the vendor's.</summary>
    public Task<Answer> Run(RawHttp http)
    {
        var target = _url![VendorHost.Length..];
        return _pieces.Count == 0
            ? http.Send(_method ?? "GET", target, _headers)
            : http.Send(
                _method ?? "POST",
                target,
                [.. _headers, "Content-Type: application/x-www-form-urlencoded"],
                string.Join('&', _pieces));
    }

    private void Read(string word, Queue<string> rest)
    {
        switch (word)
        {
            case "-X":
                _method = rest.Dequeue();
                break;
            case "--header":
                _headers.Add(rest.Dequeue());
                break;
            case "--data":
                _pieces.Add(rest.Dequeue());
                break;
            case "curl" or "-g":
                break;
            case var url when url.StartsWith(VendorHost, StringComparison.Ordinal) && _url is null:
                _url = url;
                break;
            default:
                throw new FormatException($"curl would not know what to do with '{word}'.");
        }
    }

    private static IEnumerable<string> Words(string line)
    {
        StringBuilder? word = null;
        char? quote = null;
        foreach (var c in line.Replace("\\\n", ""))
        {
            if (c == quote)
            {
                quote = null;
            }
            else if (quote is null && c is ('"' or '\''))
            {
                quote = c;
                word ??= new();
            }
            else if (quote is null && char.IsWhiteSpace(c))
            {
                if (word is not null)
                {
                    yield return word.ToString();
                }

                word = null;
            }
            else
            {
                (word ??= new()).Append(c);
            }
        }

        if (quote is not null)
        {
            throw new FormatException($"A quote is not closed: {line}");
        }

        if (word is not null)
        {
            yield return word.ToString();
        }
    }
}
