using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing.Patterns;

namespace ShopSocially.Loyalty.Server.Http.Requests;

/// <summary>
/// Ids in paths, decoded exactly once: the framework leaves <c>%2F</c> as it is, so that its own
/// route values cannot tell <c>a%2Fb</c> from <c>a%252Fb</c>.
/// </summary>
public static class PathIds
{
    public static string Find(HttpContext context, string name)
    {
        var segments = Path(context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "");
        var pattern = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.PathSegments ?? [];
        for (var i = 0; i < pattern.Count && pattern.Count == segments.Length; i++)
        {
            if (pattern[i].Parts is [RoutePatternParameterPart part] && part.Name == name)
            {
                return Uri.UnescapeDataString(segments[i]);
            }
        }

        return context.Request.RouteValues[name] as string ?? "";
    }

    private static string[] Path(string target)
    {
        if (!target.StartsWith('/') && Uri.TryCreate(target, UriKind.Absolute, out _))
        {
            var host = target.IndexOf("//", StringComparison.Ordinal) + 2;
            var root = target.IndexOf('/', host);
            target = root < 0 ? "/" : target[root..];
        }

        var path = target.Split('?', '#')[0];
        return path.Trim('/').Split('/');
    }
}
