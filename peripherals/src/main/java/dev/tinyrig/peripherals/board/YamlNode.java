package dev.tinyrig.peripherals.board;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A node of a YAML file that is read strictly: every complaint names file, line and key. */
final class YamlNode {
  private static final int MAX_CHARACTERS = 1 << 20;

  private final String file;
  private final String key;
  private final Node node;

  private YamlNode(String file, String key, Node node) {
    this.file = file;
    this.key = key;
    this.node = node;
  }

  static YamlNode read(String file, String text) {
    if (text.length() > MAX_CHARACTERS) {
      throw new BoardException(file, BoardException.NO_LINE, "the file is too long for a board");
    }
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setMaxAliasesForCollections(0).build();
    try {
      Node root =
          new Compose(settings)
              .composeString(text)
              .orElseThrow(() -> new BoardException(file, 1, "the file is empty"));
      return new YamlNode(file, "the board", root);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(BoardException.NO_LINE);
      throw new BoardException(file, line, "not valid YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new BoardException(file, BoardException.NO_LINE, "not valid YAML: " + e.getMessage());
    }
  }

  String key() {
    return key;
  }

  int line() {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(BoardException.NO_LINE);
  }

  BoardException error(String problem) {
    return new BoardException(file, line(), key + ": " + problem);
  }

  /** The entries of a mapping whose keys may be anything. */
  Map<String, YamlNode> entries() {
    if (!(node instanceof MappingNode mapping)) {
      throw error("must be a mapping of keys to values");
    }
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
        throw error("has a key that is not a word");
      }
      YamlNode value = new YamlNode(file, name.getValue(), tuple.getValueNode());
      if (entries.put(name.getValue(), value) != null) {
        throw value.error("stands here twice");
      }
    }
    return entries;
  }

  /** The entries of a mapping that may have only these keys. */
  Map<String, YamlNode> entries(Set<String> allowed) {
    Map<String, YamlNode> entries = entries();
    for (Map.Entry<String, YamlNode> entry : entries.entrySet()) {
      if (!allowed.contains(entry.getKey())) {
        throw entry
            .getValue()
            .error(
                "is not a key of "
                    + key
                    + "; there are "
                    + allowed.stream().sorted().collect(Collectors.joining(", ")));
      }
    }
    return entries;
  }

  /** A required entry. */
  YamlNode require(Map<String, YamlNode> entries, String name) {
    YamlNode value = entries.get(name);
    if (value == null) {
      throw error("the key '" + name + "' is missing");
    }
    return value;
  }

  List<YamlNode> items() {
    if (!(node instanceof SequenceNode sequence)) {
      throw error("must be a list");
    }
    List<YamlNode> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(new YamlNode(file, "an entry of " + key, item));
    }
    return items;
  }

  String text() {
    if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
      throw error("must be a text");
    }
    return scalar.getValue();
  }

  long number(long least, long most) {
    long value =
        node instanceof ScalarNode scalar ? Numbers.parse(scalar.getValue()) : Numbers.INVALID;
    if (value == Numbers.INVALID) {
      throw error("must be a number such as 32, 0x20000000 or 64K");
    }
    if (value < least || value > most) {
      throw error(String.format(Locale.ROOT, "%s is not between %s and %s", text(), least, most));
    }
    return value;
  }

  int address() {
    return (int) number(0, 0xFFFF_FFFFL);
  }

  boolean flag() {
    return switch (text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw error("must be true or false");
    };
  }

  static Optional<String> optionalText(Map<String, YamlNode> entries, String name) {
    return Optional.ofNullable(entries.get(name)).map(YamlNode::text);
  }
}
