#include "tests/support/zygote.h"

#include "tests/support/testprogram.h"

#include <QByteArrayList>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

constexpr unsigned patience = 300; // seconds
constexpr int failedChild = 127;   // as a shell has it for a program that cannot be started

/// The test program's end of the connection: a message is a request; answers are the child's pid and what waitpid()
/// says.
int connection = -1;

// In a message: folder, out, err, count of variables, variables, arguments; each ends with a zero.

QByteArray packed(const Zygote::Request& request) {
  QByteArrayList fields{request.folder.toUtf8(), request.out.toUtf8(), request.err.toUtf8(),
                        QByteArray::number(request.environment.size())};
  for (const QString& word : request.environment + request.arguments) {
    fields << word.toUtf8();
  }
  return fields.join('\0') + '\0';
}

std::vector<char*> unpacked(std::vector<char>& message) {
  std::vector<char*> fields;
  for (std::size_t begin = 0; begin < message.size(); begin += std::strlen(&message[begin]) + 1) {
    fields.push_back(&message[begin]);
  }
  return fields;
}

void redirect(int standard, const char* file, int flags) {
  if (*file == '\0') {
    return;
  }
  constexpr mode_t mode = 0600;
  const int opened = ::open(file, flags | O_CLOEXEC, mode);
  if (opened < 0 || ::dup2(opened, standard) < 0) {
    ::_exit(failedChild);
  }
  ::close(opened);
}

/// In the child: becomes what the request describes.
[[noreturn]] void live(Zygote::Work work, std::vector<char>& message) {
  ::alarm(patience);
  std::vector<char*> fields = unpacked(message);
  const auto variables = fields.begin() + 4;
  const auto arguments = variables + std::atoi(fields[3]);
  ::clearenv();
  for (auto variable = variables; variable != arguments; ++variable) {
    ::putenv(*variable);
  }
  redirect(STDIN_FILENO, "/dev/null", O_RDONLY);
  redirect(STDOUT_FILENO, fields[1], O_WRONLY | O_CREAT | O_TRUNC);
  redirect(STDERR_FILENO, fields[2], O_WRONLY | O_CREAT | O_TRUNC);
  if (::chdir(fields[0]) != 0) {
    ::_exit(failedChild);
  }
  std::vector<char*> argv(arguments, fields.end());
  const int count = static_cast<int>(argv.size());
  argv.push_back(nullptr);
  endProcess(work(count, argv.data()));
}

void answer(int requests, int value) {
  if (::send(requests, &value, sizeof value, MSG_NOSIGNAL) != sizeof value) {
    ::_exit(1);
  }
}

/// In the zygote, until the test program closes its end.
[[noreturn]] void serve(Zygote::Work work, int requests) {
  constexpr std::size_t longest = 1 << 20;
  std::vector<char> message(longest);
  pid_t child = -1;
  for (;;) {
    message.resize(longest);
    const ssize_t size = ::recv(requests, message.data(), message.size(), 0);
    if (size <= 0) {
      ::_exit(0);
    }
    message.resize(static_cast<std::size_t>(size));
    if (child > 0) {
      ::waitpid(child, nullptr, 0); // only now, so that a late signal found its process, dead or alive, and no other
    }
    child = ::fork();
    if (child == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);
      ::close(requests);
      live(work, message);
    }
    answer(requests, child);
    siginfo_t ended;
    ::waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOWAIT);
    answer(requests, ended.si_code == CLD_EXITED ? ended.si_status : -1);
  }
}

int answered() {
  int value = -1;
  if (::recv(connection, &value, sizeof value, 0) != sizeof value) {
    qFatal("the zygote does not answer: %s", std::strerror(errno));
  }
  return value;
}

} // namespace

void Zygote::start(Work work) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
    qFatal("no connection for the zygote: %s", std::strerror(errno));
  }
  const pid_t zygote = ::fork();
  if (zygote < 0) {
    qFatal("the zygote cannot be split off: %s", std::strerror(errno));
  }
  ::close(zygote == 0 ? ends[0] : ends[1]);
  if (zygote == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    serve(work, ends[1]);
  }
  connection = ends[0];
}

pid_t Zygote::begin(const Request& request) {
  const QByteArray message = packed(request);
  if (::send(connection, message.constData(), static_cast<std::size_t>(message.size()), MSG_NOSIGNAL) !=
      message.size()) {
    qFatal("the zygote takes no request: %s", std::strerror(errno));
  }
  const pid_t child = answered();
  if (child < 0) {
    qFatal("the zygote cannot fork");
  }
  return child;
}

std::optional<int> Zygote::end(int milliseconds) {
  pollfd ready{connection, POLLIN, 0};
  return ::poll(&ready, 1, milliseconds) == 0 ? std::nullopt : std::optional(answered());
}
