using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing.Patterns;

namespace ShopSocially.Loyalty.Server.Http.Requests;

/// <summary>
/// Ids in paths, decoded exactly once: the framework leaves <c>%2F</c> as it is, so that its own
/// route values cannot tell <c>a%2Fb</c> from <c>a%252Fb</c>.
/// </summary>
public static class PathIds
{
    /// <summary>
    /// What stands for an id that is no valid UTF-8: no id has control characters, so that it is
    /// not there, as what it decodes to is not. Kept as it came, it would be another id's text.
    /// </summary>
    private const string Nobodys = "\u0001";

    private const int OnStack = 256;

    public static string Find(HttpContext context, string name)
    {
        var path = Path(context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "");
        var pattern = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.PathSegments ?? [];
        var segments = path.Split('/');
        for (var i = 0; segments.MoveNext() && pattern.Count == path.Count('/') + 1; i++)
        {
            if (pattern[i].Parts is [RoutePatternParameterPart part] && part.Name == name)
            {
                return Decode(path[segments.Current]);
            }
        }

        return context.Request.RouteValues[name] as string ?? "";
    }

    private static string Decode(ReadOnlySpan<char> segment)
    {
        if (!segment.Contains('%'))
        {
            return segment.ToString();
        }

        Span<byte> encoded = segment.Length <= OnStack
            ? stackalloc byte[OnStack]
            : new byte[segment.Length];

        // The framework has refused a request line that is not ASCII.
        var length = Encoding.ASCII.GetBytes(segment, encoded);
        return FormPairs.DecodePath(encoded[..length]) ?? Nobodys;
    }

    private static ReadOnlySpan<char> Path(string target)
    {
        var path = target.AsSpan();
        if (!target.StartsWith('/') && Uri.TryCreate(target, UriKind.Absolute, out _))
        {
            var host = target.IndexOf("//", StringComparison.Ordinal) + 2;
            var root = target.IndexOf('/', host);
            path = root < 0 ? "/" : path[root..];
        }

        var end = path.IndexOfAny('?', '#');
        return (end < 0 ? path : path[..end]).Trim('/');
    }
}
