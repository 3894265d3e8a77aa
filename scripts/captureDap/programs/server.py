"""Listens, starts a child when told to, and ticks: python server.py FOLDER [with-child | child]"""
import os
import socket
import subprocess
import sys
import threading
import time

folder, mode = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""
role = "child" if mode == "child" else "program"


def tick():
    while True:
        with open(os.path.join(folder, "tick"), "a") as file:
            file.write(".")
        time.sleep(0.05)


listener = socket.create_server(("127.0.0.1", 0))
if mode == "with-child":
    subprocess.Popen([sys.executable, os.path.abspath(__file__), folder, "child"])
if role == "program":
    threading.Thread(target=tick, daemon=True).start()
with open(os.path.join(folder, role + ".pid"), "w") as file:
    file.write(str(os.getpid()) + "\n")
while True:
    time.sleep(0.1)
    turns = 1  # breakpoint
