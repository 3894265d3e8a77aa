// Listens and ticks: server FOLDER
package main

import (
	"net"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

func tick(folder string) {
	file, _ := os.Create(filepath.Join(folder, "tick"))
	for {
		file.WriteString(".")
		time.Sleep(50 * time.Millisecond)
	}
}

func main() {
	folder := os.Args[1]
	listener, _ := net.Listen("tcp", "127.0.0.1:0")
	defer listener.Close()
	go tick(folder)
	os.WriteFile(filepath.Join(folder, "program.pid"), []byte(strconv.Itoa(os.Getpid())+"\n"), 0o644)
	turns := 0
	for {
		time.Sleep(100 * time.Millisecond)
		turns++ // breakpoint
	}
}
