package dev.tinyrig.peripherals.board;

import dev.tinyrig.emulator.core.CoreModel;
import dev.tinyrig.emulator.isa.Feature;
import dev.tinyrig.peripherals.sse.PortGroup;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads a board's YAML file, and refuses what it does not understand. */
final class BoardReader {
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "title",
          "core",
          "otherCores",
          "clockHz",
          "interrupts",
          "priorityBits",
          "mpuRegions",
          "security",
          "bitBand",
          "vectorTable",
          "memories",
          "devices",
          "console",
          "unmodelled",
          "qemu",
          "source");
  private static final Set<String> MEMORY_KEYS =
      Set.of("name", "base", "size", "kind", "waits", "aliases");
  private static final Set<String> DEVICE_KEYS =
      Set.of("type", "name", "base", "aliases", "ppc", "guards", "interrupts", "parameters");
  private static final Set<String> WINDOW_KEYS = Set.of("name", "base", "size", "aliases", "ppc");
  private static final Set<String> SECURITY_KEYS =
      Set.of("extension", "sauRegions", "vectorTable", "idau");
  private static final Set<String> ATTRIBUTION_KEYS =
      Set.of("secureBit", "callableCode", "callableData");
  private static final String FROM_IMAGE = "from-image";

  /** A range of addresses and who has it. */
  private record Range(String name, long start, long end, int line) {}

  private final String file;
  private final List<Range> ranges = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> memoryNames = new HashSet<>();

  private BoardReader(String file) {
    this.file = file;
  }

  static Board read(String file, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return new BoardReader(file).board(YamlNode.read(file, text), sha256(bytes));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private Board board(YamlNode root, String sha256) {
    Map<String, YamlNode> keys = root.entries(KEYS);
    YamlNode id = root.require(keys, "id");
    if (!id.text().matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw id.error("'" + id.text() + "' is not in kebab case");
    }
    CoreModel core = core(root.require(keys, "core"));
    int interrupts = (int) root.require(keys, "interrupts").number(1, 480);
    YamlNode memories = root.require(keys, "memories");
    boolean fromImage = keys.get("devices") == null && isFromImage(memories);
    List<BoardMemory> memoryList = fromImage ? List.of() : memories(memories);
    List<BoardDevice> devices = devices(keys, interrupts);
    List<BoardWindow> windows = windows(keys);
    checkOverlaps();
    YamlNode priorityBits = keys.get("priorityBits");
    return new Board(
        id.text(),
        root.require(keys, "title").text(),
        core,
        otherCores(keys),
        root.require(keys, "clockHz").number(1, 2_000_000_000L),
        interrupts,
        priorityBits == null
            ? OptionalInt.empty()
            : OptionalInt.of((int) priorityBits.number(2, 8)),
        mpuRegions(keys),
        security(keys, core),
        keys.containsKey("bitBand") && keys.get("bitBand").flag(),
        keys.containsKey("vectorTable") ? vectorTable(keys.get("vectorTable")) : 0,
        memoryList,
        fromImage,
        devices,
        console(keys, devices),
        windows,
        YamlNode.optionalText(keys, "qemu"),
        root.require(keys, "source").text(),
        file,
        sha256);
  }

  private static OptionalInt mpuRegions(Map<String, YamlNode> keys) {
    YamlNode node = keys.get("mpuRegions");
    if (node == null) {
      return OptionalInt.empty();
    }
    int regions = (int) node.number(0, 16);
    if ((regions & 3) != 0) {
      throw node.error("must be 0, 4, 8, 12 or 16");
    }
    return OptionalInt.of(regions);
  }

  private static BoardSecurity security(Map<String, YamlNode> root, CoreModel core) {
    YamlNode node = root.get("security");
    boolean possible = core.has(Feature.SECURITY);
    if (node == null) {
      return BoardSecurity.usual(possible);
    }
    if (!possible) {
      throw node.error("a " + core.title() + " has no Security Extension");
    }
    Map<String, YamlNode> keys = node.entries(SECURITY_KEYS);
    YamlNode regions = keys.get("sauRegions");
    return new BoardSecurity(
        !keys.containsKey("extension") || keys.get("extension").flag(),
        regions == null ? BoardSecurity.SAU_REGIONS : (int) regions.number(0, 8),
        keys.containsKey("vectorTable") ? vectorTable(keys.get("vectorTable")) : 0,
        Optional.ofNullable(keys.get("idau")).map(BoardReader::attribution));
  }

  private static BoardAttribution attribution(YamlNode node) {
    Map<String, YamlNode> keys = node.entries(ATTRIBUTION_KEYS);
    int bit = (int) node.require(keys, "secureBit").number(20, 28);
    int[] callable = new int[2];
    for (int i = 0; i < callable.length; i++) {
      YamlNode start = node.require(keys, i == 0 ? "callableCode" : "callableData");
      callable[i] = start.address();
      if ((callable[i] & (1 << bit) - 1) != 0 || (callable[i] >>> bit & 1) == 0) {
        throw start.error("is not the start of a Secure range");
      }
    }
    return new BoardAttribution(bit, callable[0], callable[1]);
  }

  private static boolean isFromImage(YamlNode memories) {
    try {
      return memories.text().equals(FROM_IMAGE);
    } catch (BoardException e) {
      return false; // a list, read as such
    }
  }

  private static int vectorTable(YamlNode node) {
    int address = node.address();
    if ((address & 0x7F) != 0) {
      throw node.error("a vector table lies at a multiple of 128");
    }
    return address;
  }

  private static CoreModel core(YamlNode node) {
    for (CoreModel model : CoreModel.values()) {
      if (model.id().equals(node.text())) {
        return model;
      }
    }
    String known =
        Arrays.stream(CoreModel.values()).map(CoreModel::id).collect(Collectors.joining(", "));
    throw node.error("there is no core '" + node.text() + "'; there are " + known);
  }

  private static List<CoreModel> otherCores(Map<String, YamlNode> keys) {
    YamlNode node = keys.get("otherCores");
    return node == null ? List.of() : node.items().stream().map(BoardReader::core).toList();
  }

  private String name(YamlNode owner, Map<String, YamlNode> keys) {
    YamlNode node = owner.require(keys, "name");
    if (!names.add(node.text())) {
      throw node.error("two parts of the board are named '" + node.text() + "'");
    }
    return node.text();
  }

  private void occupy(String name, int base, int size, YamlNode at) {
    long start = Integer.toUnsignedLong(base);
    long end = start + Integer.toUnsignedLong(size);
    if (end > 1L << 32) {
      throw at.error("'" + name + "' reaches over the end of the address space");
    }
    ranges.add(new Range(name, start, end, at.line()));
  }

  private List<Integer> aliases(Map<String, YamlNode> keys, String name, int size) {
    List<Integer> aliases = new ArrayList<>();
    if (keys.containsKey("aliases")) {
      for (YamlNode alias : keys.get("aliases").items()) {
        aliases.add(alias.address());
        occupy("alias of " + name, alias.address(), size, alias);
      }
    }
    return aliases;
  }

  private List<BoardMemory> memories(YamlNode list) {
    List<BoardMemory> memories = new ArrayList<>();
    for (YamlNode item : list.items()) {
      Map<String, YamlNode> keys = item.entries(MEMORY_KEYS);
      String name = name(item, keys);
      int base = item.require(keys, "base").address();
      int size = (int) item.require(keys, "size").number(1, Numbers.MAX_MEMORY);
      memoryNames.add(name);
      YamlNode kind = item.require(keys, "kind");
      int[] waits = waits(keys);
      occupy(name, base, size, item);
      List<Integer> aliases = aliases(keys, name, size);
      memories.add(
          new BoardMemory(
              name,
              base,
              size,
              switch (kind.text()) {
                case "rom" -> BoardMemory.Kind.ROM;
                case "ram" -> BoardMemory.Kind.RAM;
                default -> throw kind.error("must be rom or ram, not '" + kind.text() + "'");
              },
              waits[0],
              waits[1],
              waits[2],
              aliases));
    }
    if (memories.isEmpty()) {
      throw list.error("a board needs memory; write 'from-image' to derive it from the image");
    }
    return memories;
  }

  private static int[] waits(Map<String, YamlNode> keys) {
    int[] waits = new int[3];
    YamlNode node = keys.get("waits");
    if (node != null) {
      List<String> order = List.of("read", "write", "fetch");
      Map<String, YamlNode> entries = node.entries(Set.copyOf(order));
      for (Map.Entry<String, YamlNode> entry : entries.entrySet()) {
        waits[order.indexOf(entry.getKey())] = (int) entry.getValue().number(0, 1000);
      }
    }
    return waits;
  }

  private List<BoardDevice> devices(Map<String, YamlNode> root, int interrupts) {
    List<BoardDevice> devices = new ArrayList<>();
    YamlNode list = root.get("devices");
    if (list == null) {
      return devices;
    }
    for (YamlNode item : list.items()) {
      Map<String, YamlNode> keys = item.entries(DEVICE_KEYS);
      YamlNode typeName = item.require(keys, "type");
      DeviceType type =
          DeviceType.find(typeName.text())
              .orElseThrow(
                  () ->
                      typeName.error(
                          "there is no device type '"
                              + typeName.text()
                              + "'; there are "
                              + DeviceType.ids()));
      String name = name(item, keys);
      int base = item.require(keys, "base").address();
      occupy(name, base, type.size(), item);
      List<Integer> aliases = aliases(keys, name, type.size());
      Map<String, Integer> lines = new TreeMap<>();
      if (keys.containsKey("interrupts")) {
        for (Map.Entry<String, YamlNode> entry :
            keys.get("interrupts").entries(Set.copyOf(type.lines())).entrySet()) {
          YamlNode number = entry.getValue();
          lines.put(
              entry.getKey(),
              number.text().equals("nmi")
                  ? BoardDevice.NMI
                  : (int) number.number(0, interrupts - 1));
        }
      }
      Map<String, Long> parameters = new TreeMap<>();
      if (keys.containsKey("parameters")) {
        for (Map.Entry<String, YamlNode> entry :
            keys.get("parameters").entries(Set.copyOf(type.parameters())).entrySet()) {
          parameters.put(entry.getKey(), entry.getValue().number(0, 0xFFFF_FFFFL));
        }
      }
      devices.add(
          new BoardDevice(
              type,
              name,
              base,
              aliases,
              port(keys),
              guards(item, keys, type),
              lines,
              parameters,
              item.line()));
    }
    return devices;
  }

  private static Optional<BoardPort> port(Map<String, YamlNode> device) {
    YamlNode node = device.get("ppc");
    if (node == null) {
      return Optional.empty();
    }
    Map<String, YamlNode> keys = node.entries(Set.of("controller", "port"));
    YamlNode name = node.require(keys, "controller");
    PortGroup group =
        PortGroup.find(name.text())
            .orElseThrow(
                () ->
                    name.error(
                        "there is no controller '"
                            + name.text()
                            + "'; there are "
                            + String.join(", ", PortGroup.ids())));
    int number = (int) node.require(keys, "port").number(0, PortGroup.PORTS - 1);
    return Optional.of(new BoardPort(group, number));
  }

  /** The memories that a device protects: of this board, and named if and only if it does. */
  private List<String> guards(YamlNode item, Map<String, YamlNode> keys, DeviceType type) {
    YamlNode node = keys.get("guards");
    if (type.guardsMemory() != (node != null)) {
      throw (node == null ? item : node)
          .error(
              "a device of type "
                  + type.id()
                  + (node == null ? " needs a list of memories that it 'guards'" : " guards none"));
    }
    if (node == null) {
      return List.of();
    }
    List<String> guarded = new ArrayList<>();
    for (YamlNode memory : node.items()) {
      if (!memoryNames.contains(memory.text())) {
        throw memory.error("there is no memory '" + memory.text() + "'");
      }
      guarded.add(memory.text());
    }
    return guarded;
  }

  private List<BoardWindow> windows(Map<String, YamlNode> root) {
    List<BoardWindow> windows = new ArrayList<>();
    YamlNode list = root.get("unmodelled");
    if (list == null) {
      return windows;
    }
    for (YamlNode item : list.items()) {
      Map<String, YamlNode> keys = item.entries(WINDOW_KEYS);
      String name = name(item, keys);
      int base = item.require(keys, "base").address();
      int size = (int) item.require(keys, "size").number(1, 1L << 30);
      occupy(name, base, size, item);
      windows.add(new BoardWindow(name, base, size, aliases(keys, name, size), port(keys)));
    }
    return windows;
  }

  private Optional<String> console(Map<String, YamlNode> root, List<BoardDevice> devices) {
    YamlNode node = root.get("console");
    if (node == null) {
      return Optional.empty();
    }
    for (BoardDevice device : devices) {
      boolean named = node.text().equals(Board.ANY_UART) || device.name().equals(node.text());
      if (named && device.type().isUart()) {
        return Optional.of(node.text());
      }
    }
    throw node.error("'" + node.text() + "' is not a UART of this board");
  }

  private void checkOverlaps() {
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingLong(Range::start).thenComparingLong(Range::end));
    Range before = null;
    for (Range range : sorted) {
      if (before != null && before.end > range.start) {
        throw new BoardException(
            file,
            range.line,
            String.format(
                Locale.ROOT,
                "base: '%s' (0x%08x) overlaps '%s' (up to 0x%08x, line %d)",
                range.name,
                range.start,
                before.name,
                before.end - 1,
                before.line));
      }
      before = range;
    }
  }
}
