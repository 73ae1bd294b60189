#pragma once

#include <cassert>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace dateline {

/// An array that is built here, item by item, or lies ready in an image. Who reads it cannot tell which.
template <typename T>
class Array {
    static_assert(std::is_trivially_copyable_v<T> && std::has_unique_object_representations_v<T>,
                  "an image has no padding, so that the same rules give the same bytes");

public:
    Array() = default;
    Array(std::vector<T> items) : own_(std::move(items)) { follow(); }
    /// Requires: the items outlive this.
    Array(const T* items, std::size_t size) : items_(items), size_(size) {}
    Array(Array&& other) noexcept
        : own_(std::move(other.own_)), items_(std::exchange(other.items_, nullptr)), size_(std::exchange(other.size_, 0)) {}
    Array& operator=(Array&& other) noexcept {
        own_ = std::move(other.own_);
        items_ = std::exchange(other.items_, nullptr);
        size_ = std::exchange(other.size_, 0);
        return *this;
    }

    const T& operator[](std::size_t i) const {
        assert(i < size_);
        return items_[i];
    }
    const T* data() const { return items_; }
    const T* begin() const { return items_; }
    const T* end() const { return items_ + size_; }
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }

    /// The same items, not owned. Requires: this array outlives it.
    Array view() const { return {items_, size_}; }

    // Building. Requires: built here, not taken from an image.
    void push_back(const T& item) {
        assert(size_ == own_.size());
        own_.push_back(item);
        follow();
    }
    template <typename Iterator>
    void append(Iterator first, Iterator last) {
        assert(size_ == own_.size());
        own_.insert(own_.end(), first, last);
        follow();
    }
    T& edit(std::size_t i) {
        assert(size_ == own_.size() && i < size_);
        return own_[i];
    }

private:
    void follow() {
        items_ = own_.data();
        size_ = own_.size();
    }

    std::vector<T> own_;
    const T* items_ = nullptr;
    std::size_t size_ = 0;
};

/// Writes an image: arrays one after another, each behind the size of its items and their number, on bounds of 8 bytes. Integers are the
/// machine's own: an image belongs to the program that it is built into.
class ImageWriter {
public:
    template <typename T>
    void operator()(const Array<T>& array) {
        put(array.data(), sizeof(T), array.size());
    }
    void operator()(const std::string& text) { put(text.data(), 1, text.size()); }

    const std::string& bytes() const { return bytes_; }

private:
    void put(const void* items, std::uint32_t item_bytes, std::size_t count) {
        const auto count32 = static_cast<std::uint32_t>(count);
        bytes_.append(reinterpret_cast<const char*>(&item_bytes), sizeof item_bytes);
        bytes_.append(reinterpret_cast<const char*>(&count32), sizeof count32);
        if (count > 0) bytes_.append(static_cast<const char*>(items), item_bytes * count);
        bytes_.resize((bytes_.size() + 7) / 8 * 8);
    }

    std::string bytes_;
};

/// Reads what ImageWriter wrote, in the same order. The arrays stay where they are: the image must outlive them.
class ImageReader {
public:
    explicit ImageReader(std::string_view image) : rest_(image) {}

    template <typename T>
    void operator()(Array<T>& array) {
        const auto [items, count] = take(sizeof(T));
        array = Array<T>(reinterpret_cast<const T*>(items), count);
    }
    void operator()(std::string& text) {
        const auto [items, count] = take(1);
        text.assign(items, count);
    }

    /// A text that stays where it is; an image inside this one.
    std::string_view view() {
        const auto [items, count] = take(1);
        return {items, count};
    }

    /// Nothing is left.
    bool done() const { return rest_.empty(); }

private:
    /// Throws Error (bad_config) when what comes is not of that size.
    std::pair<const char*, std::size_t> take(std::size_t item_bytes);

    std::string_view rest_;
};

}  // namespace dateline
