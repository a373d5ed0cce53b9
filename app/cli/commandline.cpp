#include "app/cli/commandline.h"

#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/exitcodes.h"
#include "app/cli/helpformat.h"
#include "app/cli/interrupt.h"
#include "engine/image/error.h"

#include <algorithm>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace cytosketch {
namespace {

constexpr const char* description =
    "Turns sketches of cells into realistic, fully annotated microscopy images.\n"
    "The window is started by `cytosketch`; this program does the same work without one.";

constexpr const char* footer = "First steps:\n"
                               "  cytosketch-cli generate --labels labels.tif --output image.tif\n"
                               "      a realistic image of the cells in a label image, with the default model\n"
                               "  cytosketch-cli simulate --preset mouse-stem-cells --seed 3 --output sketch.cysk\n"
                               "      a sketch that nobody had to draw, for generate --sketch\n"
                               "  cytosketch-cli sketch --from cells_seg.npy --output sketch.cysk\n"
                               "      a sketch of what Cellpose, ImageJ, StarDist, COCO or others have annotated\n"
                               "  cytosketch-cli sketch --from-image real.tif --kind nuclei --output sketch.cysk\n"
                               "      a sketch of the cells in a real image\n"
                               "  cytosketch-cli info nuclei-2d\n"
                               "      what a model was trained on and how well it does\n"
                               "  cytosketch-cli evaluate --real real.tif --generated image.tif --labels labels.tif\n"
                               "      how realistic the image is\n"
                               "  cytosketch-cli train --images photographs/ --output mine.cymodel --minutes 60\n"
                               "      a model of your own images\n"
                               "\n"
                               "Each subcommand explains itself: cytosketch-cli generate --help\n"
                               "Exit codes: 0 done, 1 failed, 2 wrong options or settings, 130 cancelled with Ctrl-C.";

/// The error line: "cytosketch-cli: what: where. remedy", always one line.
int fail(const std::string& what, const std::string& where, const std::string& remedy, int code) {
  std::string line = "cytosketch-cli: " + what;
  if (!where.empty()) {
    line += ": " + where;
  }
  if (!remedy.empty()) {
    line += ". " + remedy;
  }
  std::replace_if(line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  std::cerr << line << std::endl;
  return code;
}

struct Subcommand {
  CLI::App* options;
  Run run;
};

/// The command line as it could be typed again.
std::string typed(int argc, char** argv) {
  std::string line = "cytosketch-cli";
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    const bool plain = !word.empty() && word.find_first_of(" \t\n'\"\\$&;|<>()*?#`") == std::string::npos;
    line += plain ? " " + word : " '" + word + "'";
  }
  return line;
}

int parsed(CLI::App& app, int argc, char** argv, const std::vector<Subcommand>& subcommands) {
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) { // --help, --version
      app.exit(error);
      return exitOk;
    }
    std::string help = "cytosketch-cli --help";
    for (const Subcommand& subcommand : subcommands) {
      if (subcommand.options->parsed()) {
        help = "cytosketch-cli " + subcommand.options->get_name() + " --help";
      }
    }
    return fail(error.what(), "", "See " + help, exitUsage);
  }
  return -1;
}

int runSelected(const std::vector<Subcommand>& subcommands, Console& console) {
  const auto report = [&](const Error& error, int code) {
    console.endProgress();
    return fail(error.problem(), error.where(), error.remedy(), code);
  };
  try {
    for (const Subcommand& subcommand : subcommands) {
      if (subcommand.options->parsed()) {
        subcommand.run(console);
      }
    }
    console.endProgress();
    std::cout.flush();
    return std::cout ? exitOk : fail("the output cannot be written", "stdout", "", exitFailure);
  } catch (const Cancelled& error) {
    return report(error, exitCancelled);
  } catch (const SettingsError& error) {
    return report(error, exitUsage);
  } catch (const Error& error) {
    return report(error, exitFailure);
  } catch (const std::bad_alloc&) {
    return report(MemoryError("there is not enough memory", "", "Work on smaller images or smaller tiles"),
                  exitFailure);
  } catch (const std::exception& error) {
    return report(Error("unexpected error: " + std::string(error.what()), "", ""), exitFailure);
  }
}

} // namespace

int runCommandLine(int argc, char** argv) {
  const Interrupt interrupt;
  Console console(interrupt.token());
  console.commandLine = typed(argc, argv);
  CLI::App app(description, "cytosketch-cli");
  app.set_version_flag("--version", "cytosketch-cli " CYTOSKETCH_VERSION);
  app.formatter(std::make_shared<HelpFormat>()); // subcommands inherit it
  app.require_subcommand(1);
  app.footer(footer);

  const auto add = [&](const char* name, const char* help, Run (*addOptions)(CLI::App&)) {
    CLI::App* command = app.add_subcommand(name, help);
    command->add_flag("--json", console.json, "Print results as JSON");
    command->add_flag("--quiet", console.quiet, "Print no progress");
    return Subcommand{command, addOptions(*command)};
  };
  const std::vector<Subcommand> subcommands{
      add("generate", "Make a realistic image from a sketch or labels", addGenerate),
      add("simulate", "Make a sketch of an organism's cells", addSimulate),
      add("shade", "Change greys, background and nucleoli of a sketch", addShade),
      add("sketch", "Make a sketch of annotated cells, or of those in a real image", addSketch),
      add("dataset", "Make an annotated dataset of many samples", addDataset),
      add("texture", "Measure the texture of real images for a model", addTexture),
      add("train", "Train a model on a folder of images", addTrain),
      add("evaluate", "Measure how realistic generated images are", addEvaluate),
      add("sweep", "Study start steps and blurs, and recommend one", addSweep),
      add("latent-map", "Show whether generated images lie among real ones", addLatentMap),
      add("info", "Tell what is in a model, sketch or image", addInfo),
      add("convert", "Convert images, labels and sketches", addConvert),
  };
  const int code = parsed(app, argc, argv, subcommands);
  return code >= 0 ? code : runSelected(subcommands, console);
}

} // namespace cytosketch
