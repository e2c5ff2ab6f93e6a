using System.Text.RegularExpressions;

namespace ShopSocially.Loyalty.Tidy.Tests;

/// <summary>One file of the repository: its path from the root, and its text.</summary>
internal sealed class SourceFile(string path, Func<string> read)
{
    private readonly Lazy<string> _text = new(() => read().Replace("\r\n", "\n"));

    private CSharpText? _csharp;
    private IReadOnlyList<Declaration>? _declarations;

    public SourceFile(string path, string fullPath) : this(path, () => File.ReadAllText(fullPath))
    {
    }

    public string Path => path;

    public string Name => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>The folder it lies in, without a slash at its end; empty at the root.</summary>
    public string Folder => path[..Math.Max(path.LastIndexOf('/'), 0)];

    public string Text => _text.Value;

    public string[] Lines => Text.TrimEnd('\n').Split('\n');

    /// <summary>Its code, comments and literals held apart; for C# files only.</summary>
    public CSharpText CSharp => _csharp ??= new CSharpText(Text);

    /// <summary>What it declares; for C# files only.</summary>
    public IReadOnlyList<Declaration> Declarations =>
        _declarations ??= DeclarationReader.Read(CSharp.Code);

    /// <summary>Data tables written by a tool: the limits of a human reader do not bind.</summary>
    public bool IsGenerated => Regex.IsMatch(path, "^src/Domain/(.*/)?Unicode[A-Z][^/]*[.]cs$");

    public bool IsBelow(string folder) =>
        folder.Length == 0 || path.StartsWith(folder + "/", StringComparison.Ordinal);

    public bool EndsWith(string ending) => path.EndsWith(ending, StringComparison.Ordinal);

    /// <summary>A finding for every match in a text that has this file's lines.</summary>
    public IEnumerable<Finding> Find(Regex pattern, string text, int firstLine = 1) =>
        from Match match in pattern.Matches(text)
        let line = firstLine + text.AsSpan(0, match.Index).Count('\n')
        select new Finding(path, line, Regex.Replace(match.Value.Trim(), @"\s+", " "));
}
