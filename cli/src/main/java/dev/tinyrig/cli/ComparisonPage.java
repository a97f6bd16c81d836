package dev.tinyrig.cli;

import dev.tinyrig.traces.compare.Comparison;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** A comparison as one HTML file that needs no other file. */
final class ComparisonPage {
  private ComparisonPage() {}

  /**
   * The page in UTF-8.
   *
   * @param png a chart to show above the table
   */
  static byte[] html(String title, Comparison comparison, byte[] png) {
    StringBuilder page = new StringBuilder();
    page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
        .append(escape(title))
        .append("</title>\n<style>body{font:14px sans-serif;margin:2em}")
        .append(
            "table{border-collapse:collapse}td,th{padding:2px 8px;border-bottom:1px solid #ddd;")
        .append(
            "text-align:right;white-space:nowrap}td:nth-child(2),td:last-child{text-align:left}")
        .append("img{max-width:100%}</style></head><body>\n<h1>")
        .append(escape(title))
        .append("</h1>\n");
    comparison.verdicts().forEach(line -> page.append("<p>").append(escape(line)).append("</p>\n"));
    page.append("<img alt=\"cycles by operator\" src=\"data:image/png;base64,")
        .append(Base64.getEncoder().encodeToString(png))
        .append("\">\n<table>\n");
    String tag = "th";
    for (List<String> row : comparison.table().rows()) {
      page.append("<tr>");
      for (String cell : row) {
        page.append('<')
            .append(tag)
            .append('>')
            .append(escape(cell))
            .append("</")
            .append(tag)
            .append('>');
      }
      page.append("</tr>\n");
      tag = "td";
    }
    return page.append("</table>\n</body></html>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
