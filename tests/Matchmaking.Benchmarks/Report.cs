using System.Globalization;

namespace Matchmaking.Benchmarks;

/// <summary>Small tables in Markdown, so that they can go into the documentation as they are.</summary>
internal static class Report
{
    public static void Title(string text) => Console.WriteLine($"\n## {text}\n");

    public static void Table(IReadOnlyList<string> head, params IEnumerable<IReadOnlyList<string>> rows)
    {
        Console.WriteLine($"| {string.Join(" | ", head)} |");
        Console.WriteLine($"|{string.Concat(head.Select(_ => " --- |"))}");
        foreach (var row in rows)
        {
            Console.WriteLine($"| {string.Join(" | ", row)} |");
        }

        Console.WriteLine();
    }

    public static string Text(double value, string format = "0.##") => value.ToString(format, CultureInfo.InvariantCulture);

    public static double Median(this IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
