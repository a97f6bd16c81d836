// Operators that run other subgraphs: each calls the graph back from inside of its kernel.
#include <string.h>

#include "suites/tflm2026/interpreter.h"

namespace tflm2026 {

namespace {

struct OpData {
  int first;
  int second;
  bool has_run;
};

EvalTensor* input(Context* context, const Node* node, int index) {
  return context->GetEvalTensor(context, node->inputs->data[index]);
}

EvalTensor* output(Context* context, const Node* node, int index) {
  return context->GetEvalTensor(context, node->outputs->data[index]);
}

void copy(EvalTensor* to, const EvalTensor* from) {
  size_t bytes = 4;
  for (int i = 0; i < to->dims->size; i++) bytes *= to->dims->data[i];
  memcpy(to->data, from->data, bytes);
}

void inputs_to_subgraph(Context* context, const Node* node, Graph& graph, int subgraph, int first) {
  for (int i = first; i < node->inputs->size; i++) {
    copy(graph.GetSubgraphInput(subgraph, i - first), input(context, node, i));
  }
}

void outputs_to_subgraph(Context* context, const Node* node, Graph& graph, int subgraph) {
  for (int i = 0; i < node->outputs->size; i++) {
    copy(graph.GetSubgraphInput(subgraph, i), output(context, node, i));
  }
}

void subgraph_to_outputs(Context* context, const Node* node, Graph& graph, int subgraph) {
  for (int i = 0; i < node->outputs->size; i++) {
    copy(output(context, node, i), graph.GetSubgraphOutput(subgraph, i));
  }
}

void* Init(Context* context, const char* buffer, size_t) {
  OpData* data = static_cast<OpData*>(context->AllocatePersistentBuffer(context, sizeof(OpData)));
  if (data) {
    const int32_t* options = reinterpret_cast<const int32_t*>(buffer);
    data->first = options[0];
    data->second = options[1];
    data->has_run = false;
  }
  return data;
}

Status Prepare(Context* context, Node* node) {
  const OpData* data = static_cast<const OpData*>(node->user_data);
  int count = GetMicroContext(context)->graph().NumSubgraphs();
  return data && data->first < count && data->second < count ? kOk : kError;
}

Status EvalIf(Context* context, Node* node) {
  const OpData* data = static_cast<const OpData*>(node->user_data);
  Graph& graph = GetMicroContext(context)->graph();
  bool condition = *static_cast<const bool*>(input(context, node, 0)->data);
  int taken = condition ? data->first : data->second;
  inputs_to_subgraph(context, node, graph, taken, 1);
  Status status = graph.InvokeSubgraph(taken);
  if (status != kOk) return status;
  subgraph_to_outputs(context, node, graph, taken);
  return kOk;
}

Status EvalWhile(Context* context, Node* node) {
  const OpData* data = static_cast<const OpData*>(node->user_data);
  Graph& graph = GetMicroContext(context)->graph();
  inputs_to_subgraph(context, node, graph, data->first, 0);
  for (int i = 0; i < node->inputs->size; i++) copy(output(context, node, i), input(context, node, i));
  for (;;) {
    Status status = graph.InvokeSubgraph(data->first);
    if (status != kOk) return status;
    if (!*static_cast<const bool*>(graph.GetSubgraphOutput(data->first, 0)->data)) return kOk;
    outputs_to_subgraph(context, node, graph, data->second);
    status = graph.InvokeSubgraph(data->second);
    if (status != kOk) return status;
    subgraph_to_outputs(context, node, graph, data->second);
    outputs_to_subgraph(context, node, graph, data->first);
  }
}

// Ends in a tail call into the graph.
Status EvalCallOnce(Context* context, Node* node) {
  OpData* data = static_cast<OpData*>(node->user_data);
  if (data->has_run) return kOk;
  data->has_run = true;
  return GetMicroContext(context)->graph().InvokeSubgraph(data->first);
}

}  // namespace

const Registration kIf = {Init, nullptr, Prepare, EvalIf, nullptr, 118, "IF"};
const Registration kWhile = {Init, nullptr, Prepare, EvalWhile, nullptr, 119, "WHILE"};
const Registration kCallOnce = {Init, nullptr, Prepare, EvalCallOnce, nullptr, 129, "CALL_ONCE"};

}  // namespace tflm2026
