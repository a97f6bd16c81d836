package dev.tinyrig.traces.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DemanglerTest {
  private record Case(String symbol, String name) {}

  @Test
  void namesAreThoseOfTheToolchainWithoutParameters() {
    List<Case> cases =
        List.of(
            new Case("arm_convolve_s8", "arm_convolve_s8"),
            new Case("_Z12InfiniteLoopv", "InfiniteLoop"),
            new Case("_ZN6tflite16MicroInterpreter6InvokeEv", "tflite::MicroInterpreter::Invoke"),
            new Case(
                "_ZN11flatbuffers5Table10GetPointerIPKvEET_t", "flatbuffers::Table::GetPointer"),
            new Case(
                "_ZN6tflite12_GLOBAL__N_125MicroBuiltinDataAllocatorD1Ev",
                "tflite::MicroBuiltinDataAllocator::~MicroBuiltinDataAllocator"),
            new Case("_ZN6tflite18QuantizeMultiplierEdPlPi.part.0", "tflite::QuantizeMultiplier"),
            new Case(
                "_ZNK6tflite22MicroMutableOpResolverILj128EE6FindOpENS_15BuiltinOperatorEi",
                "tflite::MicroMutableOpResolver::FindOp"),
            new Case("_ZN3fooIXadL_Z3barvEEE3runEv", "foo::run"),
            new Case("_ZTVN6tflite13ErrorReporterE", "vtable for tflite::ErrorReporter"),
            new Case("_ZSt9terminatev", "std::terminate"),
            new Case("_ZN1AixEi", "A::operator[]"),
            new Case("_Z", "_Z"),
            new Case("_ZN", "_ZN"),
            new Case("_ZN9999999999x", "_ZN9999999999x"));
    for (Case c : cases) {
      assertEquals(c.name(), Demangler.readable(c.symbol()));
    }
  }
}
