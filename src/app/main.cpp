/// The program `maillage`: everything is said on its command line; see command_line.hpp.
#include "app/command_line.hpp"

int main(int argc, char** argv) {
  return maillage::app::run(argc, argv);
}
