package dev.tinyrig.traces.npu;

import dev.tinyrig.traces.report.NpuOperationRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The debug database that Vela 5.2.0 writes with {@code --enable-debug-db}: tables of
 * comma-separated values in XML. {@code queue} tells which optimised operator a command of the
 * stream belongs to, {@code optimised} and {@code source} from which operator of the model that was
 * made; {@code perf}, which only the newer core writes, has names of tensors.
 */
public final class VelaDebug {
  /** By number of the stream and offset in it. */
  private final List<Map<Integer, NpuOperationRow.Layer>> streams;

  private VelaDebug(List<Map<Integer, NpuOperationRow.Layer>> streams) {
    this.streams = streams;
  }

  /** Reads a database; throws {@link VelaDebugException}. {@code file} is for messages. */
  public static VelaDebug read(String file, byte[] xml) {
    Tables tables = new Tables(file, parse(file, xml));
    Map<String, Map<String, String>> optimised = tables.byKey("optimised", "id");
    Map<String, Map<String, String>> sources = tables.byKey("source", "id");
    Map<String, Map<String, String>> names = tables.byKey("perf", "id");
    List<String> order = tables.rows("cmdstream").stream().map(row -> row.get("id")).toList();
    List<Map<Integer, NpuOperationRow.Layer>> streams = new ArrayList<>();
    order.forEach(id -> streams.add(new HashMap<>()));
    for (Map<String, String> row : tables.rows("queue")) {
      Map<String, String> made = optimised.getOrDefault(row.get("optimised_id"), Map.of());
      Map<String, String> source = sources.get(made.get("source_id"));
      int stream = order.indexOf(row.get("cmdstream_id"));
      if (source != null && stream >= 0) {
        Map<String, String> named = names.getOrDefault(row.get("scheduled_id"), Map.of());
        streams
            .get(stream)
            .put(
                tables.number(row, "offset"),
                new NpuOperationRow.Layer(
                    tables.number(source, "ext_key"), source.get("operator"), named.get("name")));
      }
    }
    return new VelaDebug(streams);
  }

  private static Document parse(String file, byte[] xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new ByteArrayInputStream(xml));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new VelaDebugException(file, "it is no XML: " + e.getMessage(), e);
    }
  }

  /** How many command streams it describes. */
  public int streams() {
    return streams.size();
  }

  /** The layer of the command at an offset of a stream; streams count from 0, as in the model. */
  public Optional<NpuOperationRow.Layer> layer(int stream, int offset) {
    return stream < streams.size()
        ? Optional.ofNullable(streams.get(stream).get(offset))
        : Optional.empty();
  }

  /** The tables of a database. */
  private record Tables(String file, Document document) {
    List<Map<String, String>> rows(String name) {
      NodeList all = document.getElementsByTagName("table");
      for (int i = 0; i < all.getLength(); i++) {
        Element table = (Element) all.item(i);
        if (table.getAttribute("name").equals(name)) {
          return DebugTable.parse(table.getTextContent());
        }
      }
      if (name.equals("perf")) {
        return List.of();
      }
      throw new VelaDebugException(file, "it has no table " + name, null);
    }

    Map<String, Map<String, String>> byKey(String name, String key) {
      Map<String, Map<String, String>> map = new HashMap<>();
      rows(name).forEach(row -> map.put(row.get(key), row));
      return map;
    }

    int number(Map<String, String> row, String column) {
      try {
        return Integer.parseInt(row.getOrDefault(column, ""));
      } catch (NumberFormatException e) {
        throw new VelaDebugException(file, "column " + column + " is no number: " + row, e);
      }
    }
  }
}
