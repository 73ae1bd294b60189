#include "pipeline/cli/command.hpp"

int main(int argc, char** argv) {
    return dateline::run_program(argc, argv);
}
