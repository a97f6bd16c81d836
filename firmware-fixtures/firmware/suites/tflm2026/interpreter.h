// An interpreter of our own with the outer shape of TFLM in 2026: nodes beside pointers to registrations, a graph that runs
// subgraphs and is called back by control flow, services behind virtual functions.
#ifndef TINYRIG_TFLM2026_INTERPRETER_H_
#define TINYRIG_TFLM2026_INTERPRETER_H_

#include <stddef.h>
#include <stdint.h>

#include "suites/tflm2026/flat.h"

namespace tflm2026 {

enum Status { kOk, kError };

struct EvalTensor {
  void* data;
  const IntArray* dims;
  int32_t type;
};

struct Context {
  void* impl;
  void* (*AllocatePersistentBuffer)(Context* context, size_t bytes);
  EvalTensor* (*GetEvalTensor)(const Context* context, int index);
};

struct Node {
  const IntArray* inputs;
  const IntArray* outputs;
  const IntArray* intermediates;
  void* user_data;
  const void* builtin_data;
  const void* custom_initial_data;
  int custom_initial_data_size;
};

struct Registration {
  void* (*init)(Context* context, const char* buffer, size_t length);
  void (*free)(Context* context, void* buffer);
  Status (*prepare)(Context* context, Node* node);
  Status (*invoke)(Context* context, Node* node);
  void (*reset)(Context* context, void* buffer);
  int32_t builtin_code;
  const char* name;
};

struct NodeAndRegistration {
  Node node;
  const Registration* registration;
};

// Persistent memory grows down from the arena's end, everything else up from its start.
class Allocator {
 public:
  // The allocator itself is the first thing in the arena's tail.
  static Allocator* Create(uint8_t* arena, size_t bytes);

  virtual uint8_t* AllocatePersistent(size_t bytes);
  virtual uint8_t* AllocateHead(size_t bytes);
  virtual uint8_t* AllocateTemp(size_t bytes);
  virtual void ResetTempAllocations();

 private:
  Allocator(uint8_t* start, uint8_t* end) : start_(start), end_(end), head_(start), tail_(end), temp_(start) {}

  uint8_t* const start_;
  uint8_t* const end_;
  uint8_t* head_;
  uint8_t* tail_;
  uint8_t* temp_;
};

class Profiler {
 public:
  virtual uint32_t BeginEvent(const char* tag) = 0;
  virtual void EndEvent(uint32_t handle) = 0;
};

// What kernels see of the graph.
class Graph {
 public:
  virtual Status InvokeSubgraph(int index) = 0;
  virtual int NumSubgraphs() = 0;
  virtual EvalTensor* GetSubgraphInput(int subgraph, int input) = 0;
  virtual EvalTensor* GetSubgraphOutput(int subgraph, int output) = 0;
};

class MicroContext {
 public:
  virtual Graph& graph() = 0;
  virtual Allocator& allocator() = 0;
  virtual int32_t* variable(int number) = 0;
};

inline MicroContext* GetMicroContext(Context* context) { return static_cast<MicroContext*>(context->impl); }

class InterpreterGraph : public Graph {
 public:
  InterpreterGraph(Context* context, const uint8_t* model, Allocator* allocator);

  Status AllocateSubgraphs();
  Status PrepareSubgraphs();
  Status InvokeSubgraph(int index) override;
  int NumSubgraphs() override;
  EvalTensor* GetSubgraphInput(int subgraph, int input) override;
  EvalTensor* GetSubgraphOutput(int subgraph, int output) override;
  EvalTensor* current_tensor(int index) { return &allocations_[current_subgraph_].tensors[index]; }
  void set_profiler(Profiler* profiler) { profiler_ = profiler; }

 private:
  struct SubgraphAllocations {
    NodeAndRegistration* node_and_registrations;
    EvalTensor* tensors;
  };

  Table subgraph(int index) const { return model_.element(kModelGraphs, index); }
  Status AllocateTensorsOf(int index);
  Status AllocateNodesOf(int index);

  Context* context_;
  Table model_;
  Allocator* allocator_;
  SubgraphAllocations* allocations_ = nullptr;
  int current_subgraph_ = 0;
  int current_operator_ = 0;
  Profiler* profiler_ = nullptr;
};

class Interpreter : public MicroContext {
 public:
  Interpreter(const uint8_t* model, uint8_t* arena, size_t bytes);

  Status AllocateTensors();
  Status Invoke();
  int32_t* input(int index);
  int32_t* output(int index);
  void set_profiler(Profiler* profiler) { graph_.set_profiler(profiler); }

  Graph& graph() override { return graph_; }
  Allocator& allocator() override { return *allocator_; }
  int32_t* variable(int number) override { return number == 0 ? &variable_ : nullptr; }

 private:
  static void* AllocatePersistentBuffer(Context* context, size_t bytes);
  static EvalTensor* GetEvalTensor(const Context* context, int index);

  Context context_;
  Allocator* allocator_;
  InterpreterGraph graph_;
  int32_t variable_ = 0;
};

// The registration of a builtin operator by its number in the schema, or null.
const Registration* FindOp(int32_t builtin_code);

extern const Registration kIf;
extern const Registration kWhile;
extern const Registration kCallOnce;

}  // namespace tflm2026

#endif
