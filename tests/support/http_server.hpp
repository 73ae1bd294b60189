#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <list>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace dateline::tests {

/// One request as it came and the way to answer it, well or badly.
class HttpExchange {
public:
    HttpExchange(int socket, std::string head, const std::atomic<bool>& stopping)
        : socket_(socket), head_(std::move(head)), stopping_(stopping) {}

    /// "/feed.xml?x=1"
    std::string path() const {
        const std::size_t from = head_.find(' ') + 1;
        return head_.substr(from, head_.find(' ', from) - from);
    }
    /// The value of a request header, spelled as the fetcher spells it; empty when it was not sent.
    std::string header(const std::string& name) const {
        const std::size_t at = head_.find("\r\n" + name + ": ");
        if (at == std::string::npos) return {};
        const std::size_t from = at + name.size() + 4;
        return head_.substr(from, head_.find("\r\n", from) - from);
    }

    /// Raw bytes; false when the other side has gone or the test is over.
    bool send(std::string_view bytes) {
        while (!bytes.empty() && !stopping_) {
            const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return !stopping_;
    }
    /// A whole answer. `headers` are lines that end in CRLF.
    void answer(int status, const std::string& body, const std::string& headers = "") {
        send("HTTP/1.1 " + std::to_string(status) + " Test\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers + "\r\n" +
             body);
    }
    void wait(std::chrono::milliseconds time) const {
        const auto end = std::chrono::steady_clock::now() + time;
        while (!stopping_ && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    /// The connection ends after this answer.
    void close() { closed_ = true; }
    bool closed() const { return closed_; }

private:
    int socket_;
    std::string head_;
    const std::atomic<bool>& stopping_;
    bool closed_ = false;
};

/// A real HTTP server on 127.0.0.1 and a free port, for as long as it lives. Each connection has a thread of its own.
class HttpServer {
public:
    using Handler = std::function<void(HttpExchange&)>;

    explicit HttpServer(Handler handler) : handler_(std::move(handler)) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        if (listener_ < 0 || ::bind(listener_, reinterpret_cast<sockaddr*>(&address), length) != 0 || ::listen(listener_, 64) != 0 ||
            ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length) != 0)
            throw std::runtime_error("no loopback port for the test server");
        port_ = ntohs(address.sin_port);
        acceptor_ = std::thread([this] { accept_all(); });
    }
    ~HttpServer() {
        stopping_ = true;
        ::shutdown(listener_, SHUT_RDWR);
        acceptor_.join();
        ::close(listener_);
        for (Connection& connection : connections_) {
            ::shutdown(connection.socket, SHUT_RDWR);
            connection.thread.join();
            ::close(connection.socket);
        }
    }
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    int port() const { return port_; }
    std::string url(const std::string& path = "/") const { return "http://127.0.0.1:" + std::to_string(port_) + path; }
    int connections() const { return accepted_; }
    int requests() const { return requests_; }

private:
    struct Connection {
        int socket;
        std::thread thread;
    };

    void accept_all() {
        while (!stopping_) {
            const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (socket < 0) continue;
            ++accepted_;
            connections_.push_back({socket, std::thread([this, socket] { serve(socket); })});
        }
    }
    void serve(int socket) {
        std::string pending;
        char buffer[4096];
        while (!stopping_) {
            std::size_t end = pending.find("\r\n\r\n");
            while (end == std::string::npos) {
                const ssize_t got = ::recv(socket, buffer, sizeof buffer, 0);
                if (got <= 0) return;
                pending.append(buffer, static_cast<std::size_t>(got));
                end = pending.find("\r\n\r\n");
            }
            ++requests_;
            HttpExchange exchange(socket, pending.substr(0, end + 4), stopping_);
            pending.erase(0, end + 4);
            handler_(exchange);
            if (exchange.closed()) break;
        }
        ::shutdown(socket, SHUT_RDWR);
    }

    Handler handler_;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<bool> stopping_{false};
    std::atomic<int> accepted_{0};
    std::atomic<int> requests_{0};
    std::list<Connection> connections_;
    std::thread acceptor_;
};

}  // namespace dateline::tests
