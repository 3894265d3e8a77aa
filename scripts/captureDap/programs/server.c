// Listens and ticks: server FOLDER
#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

static const char *folder;

static FILE *file_named(const char *name) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  return fopen(path, "w");
}

static void *tick(void *unused) {
  FILE *file = file_named("tick");
  for (;;) {
    fputc('.', file);
    fflush(file);
    usleep(50000);
  }
  return unused;
}

int main(int count, char **arguments) {
  if (count < 2) {
    return 1;
  }
  folder = arguments[1];
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  bind(listener, (struct sockaddr *)&address, sizeof address);
  listen(listener, 16);
  pthread_t thread;
  pthread_create(&thread, NULL, tick, NULL);
  FILE *file = file_named("program.pid");
  fprintf(file, "%d\n", getpid());
  fclose(file);
  volatile int turns = 0;
  for (;;) {
    usleep(100000);
    turns++; // breakpoint
  }
}
