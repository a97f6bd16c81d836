package dev.tinyrig.peripherals;

/** Hears of accesses to what is not modelled, once for each device, offset and kind. */
@FunctionalInterface
public interface UnmodelledListener {
  /** A listener that does nothing. */
  UnmodelledListener NONE = access -> {};

  void unmodelled(UnmodelledAccess access);
}
